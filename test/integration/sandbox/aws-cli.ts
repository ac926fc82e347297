import { execFile } from 'node:child_process';
import { access, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { connection, temporaryFolder } from './sandbox-fixture.ts';

/** What a run of the AWS CLI printed and how it ended. */
export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The AWS CLI of the system; a missing one fails the test, because the documented call is what must work. */
const awsCommand = async (): Promise<string> => {
  const folders = ['/usr/bin', '/usr/local/bin', ...(process.env['PATH'] ?? '').split(delimiter)];
  for (const folder of folders) {
    const path = join(folder, 'aws');
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  throw new Error('The AWS CLI is not installed. Run the set-up script, or `apt-get install awscli`.');
};

/** A private home with the profile `celonis`, set up as `aws configure` does, with `output = parquet`. */
export const awsHome = async (secret = connection.secretAccessKey): Promise<string> => {
  const home = await temporaryFolder();
  await writeFile(
    join(home, 'credentials'),
    `[celonis]\naws_access_key_id = ${connection.accessKeyId}\naws_secret_access_key = ${secret}\n`,
  );
  await writeFile(join(home, 'config'), '[profile celonis]\nregion = eu-central-1\noutput = parquet\n');
  return home;
};

export const aws = async (home: string, folder: string, ...parameters: string[]): Promise<Run> => {
  const command = await awsCommand();
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: home,
    AWS_CONFIG_FILE: join(home, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
  };
  return new Promise((resolve) => {
    execFile(command, parameters, { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
};
