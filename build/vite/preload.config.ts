import { nodeBundle } from './node-bundle.ts';

export default nodeBundle('electron/preload/preload.ts', 'preload');
