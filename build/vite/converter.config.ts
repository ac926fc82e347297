import { nodeBundle } from './node-bundle.ts';

export default nodeBundle('electron/workers/converter.ts', 'converter');
