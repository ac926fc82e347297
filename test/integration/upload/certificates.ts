import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const openssl = (...words: string[]) => promisify(execFile)('openssl', words);

/** A certificate authority of its own and a server's certificate by it, for 127.0.0.1 and the given name. */
export const makeCertificates = async (folder: string, name: string) => {
  const at = (file: string): string => join(folder, file);
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const ca = ['-subj', '/O=Example Works/CN=Example Works CA', '-keyout', at('ca.key'), '-out', at('ca.pem')];
  await openssl('req', '-x509', ...curve, ...ca, '-days', '2');
  const leaf = ['-subj', `/CN=${name}`, '-keyout', at('server.key'), '-out', at('server.csr')];
  await openssl('req', ...curve, ...leaf);
  await writeFile(at('names'), `subjectAltName=DNS:${name},IP:127.0.0.1\n`);
  const signing = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('names')];
  await openssl('x509', '-req', '-in', at('server.csr'), ...signing, '-out', at('server.pem'), '-days', '2');
  return {
    caFile: at('ca.pem'),
    server: { key: await readFile(at('server.key')), cert: await readFile(at('server.pem')) },
  };
};
