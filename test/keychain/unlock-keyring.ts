import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';

/** What `with-keyring.ts` opens the keyring with: all that the daemon reads from stdin, the end of the line included. */
const password = '\n';
const unlock = 1;

/**
 * Opens the keyring of this session again, as logging in does: the daemon is told the password over its own socket. True
 * where it took it.
 */
export const unlockKeyring = async (): Promise<boolean> => {
  const question = Buffer.alloc(12 + password.length);
  question.writeUInt32BE(question.length, 0);
  question.writeUInt32BE(unlock, 4);
  question.writeUInt32BE(password.length, 8);
  question.write(password, 12);
  const line = connect(join(process.env['XDG_RUNTIME_DIR'] ?? '', 'keyring', 'control'));
  // the first byte carries who asks
  line.write(Buffer.concat([Buffer.of(0), question]));
  const [answer] = (await once(line, 'data')) as [Buffer];
  line.destroy();
  return answer.readUInt32BE(4) === 0;
};
