import { nodeBundle } from './node-bundle.ts';

export default nodeBundle('electron/desktop/main.ts', 'main');
