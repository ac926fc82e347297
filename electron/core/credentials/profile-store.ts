import type { Credentials } from './credentials.ts';

/** The profiles that the AWS command line keeps in its shared files. */
export interface ProfileStore {
  /**
   * The keys of a profile; undefined where the profile is not there. `file` stands for the credentials file of the AWS
   * tools. Throws `credentials.profileUnreadable` where the files cannot be read or the profile has no keys.
   */
  read(profile: string, file?: string): Promise<Credentials | undefined>;
  /** The names of all profiles in the shared files, sorted; none where there are no files. */
  names(): Promise<readonly string[]>;
  /** Writes the keys, the region and `output = parquet`, and leaves all else in the files as it is. */
  write(profile: string, credentials: Credentials, region: string): Promise<ProfileWritten>;
}

export interface ProfileWritten {
  readonly credentialsFile: string;
  readonly configFile: string;
  /** The profile had keys before, which are now others. */
  readonly replaced: boolean;
}
