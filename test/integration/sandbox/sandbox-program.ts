import { startSandbox } from '../../../electron/sandbox/index.ts';

// A sandbox with the connection that the tests use; given apart, because the test runner is not here.
const [directory = ''] = process.argv.slice(2);
const sandbox = await startSandbox({
  directory,
  port: 0,
  connections: [
    {
      name: 'dev',
      connectionId: '9c92424b-829d-4beb-a65c-411873b268f8',
      accessKeyId: 'SANDBOXKEY0001',
      secretAccessKey: 'a/secret+of=the test',
      tables: [
        { name: 'event', structure: 'flat', primaryKey: [] },
        { name: 'keyed', structure: 'flat', primaryKey: ['id'] },
      ],
    },
  ],
});
process.once('SIGTERM', () => void sandbox.close());
process.stdout.write(`${JSON.stringify({ endpoint: sandbox.endpoint, port: sandbox.port })}\n`);
