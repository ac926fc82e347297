import { nodeBundle } from './node-bundle.ts';

/** The process that is asked for each act with the system's keychain. */
export default nodeBundle('electron/adapters/credentials/keychain-child.ts', 'keychain');
