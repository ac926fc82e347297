import type { HandlersOf, WindowHandlers } from '../../core/door/handlers.ts';
import { converterProcess } from '../converter.ts';
import { aboutHandlers } from './handlers-about.ts';
import { configurationHandlers } from './handlers-configuration.ts';
import { connectionHandlers } from './handlers-connection.ts';
import { credentialHandlers } from './handlers-credentials.ts';
import { deliveryHandlers } from './handlers-deliveries.ts';
import { folderHandlers } from './handlers-folder.ts';
import { historyHandlers } from './handlers-history.ts';
import { queueHandlers } from './handlers-queue.ts';
import { sandboxHandlers } from './handlers-sandbox.ts';
import { schemaHandlers } from './handlers-schema.ts';
import { tableHandlers } from './handlers-table.ts';
import { windowHandlers as ownHandlers } from './handlers-window.ts';
import { OwnSandbox } from './own-sandbox.ts';
import { PreviewDesk } from './preview-desk.ts';
import type { WindowParts } from './window-parts.ts';

/** Everything behind the window's calls but what only a shell can do (`folder.open`, `file.pick`, …). */
export interface WindowService {
  readonly handlers: WindowHandlers;
  readonly sandbox: OwnSandbox;
  /** Ends previews and the sandbox; host and reader belong to whoever made them. */
  close(): Promise<void>;
}

const previewHandlers = (desk: PreviewDesk): HandlersOf<'sample.preview'> => ({
  'sample.preview': (input) => desk.preview(input),
});

/** Wires the handlers of the window's calls. */
export const windowService = (parts: WindowParts): WindowService => {
  const sandbox = new OwnSandbox(parts.host);
  const desk = new PreviewDesk(() => parts.host.converter() ?? converterProcess());
  return {
    handlers: {
      ...ownHandlers(parts),
      ...queueHandlers(parts),
      ...historyHandlers(parts),
      ...deliveryHandlers(parts),
      ...configurationHandlers(parts),
      ...connectionHandlers(parts),
      ...credentialHandlers(parts),
      ...tableHandlers(parts),
      ...folderHandlers(parts),
      ...schemaHandlers(parts),
      ...sandboxHandlers(sandbox),
      ...aboutHandlers(parts),
      ...previewHandlers(desk),
    },
    sandbox,
    close: async () => {
      await desk.close();
      await sandbox.close();
    },
  };
};
