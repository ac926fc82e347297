/** One argument of an `Exec` line: quoted, with the characters escaped that the desktop entry format reserves. */
const quoted = (argument: string): string =>
  `"${argument.replaceAll('\\', '\\\\\\\\').replaceAll(/["`$]/g, '\\\\$&').replaceAll('%', '%%')}"`;

/** The text of a desktop entry that starts the app hidden when a person logs in (Linux). */
export const autostartEntry = (name: string, command: readonly string[]): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
