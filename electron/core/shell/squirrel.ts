/** What Windows' installer asks the app to do when it starts it for its own purposes. */
export type SquirrelAct =
  /** Arguments for `Update.exe`, and then the end. */
  { readonly kind: 'update'; readonly parameters: readonly string[] } | { readonly kind: 'end' };

/** Undefined where the app was started by a person. `program` is the name of the app's own executable. */
export const squirrelAct = (argv: readonly string[], program: string): SquirrelAct | undefined => {
  switch (argv.find((argument) => argument.startsWith('--squirrel-'))) {
    case '--squirrel-install':
    case '--squirrel-updated':
      return { kind: 'update', parameters: [`--createShortcut=${program}`] };
    case '--squirrel-uninstall':
      return { kind: 'update', parameters: [`--removeShortcut=${program}`] };
    case '--squirrel-obsolete':
      return { kind: 'end' };
    default:
      return undefined;
  }
};
