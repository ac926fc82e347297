/**
 * The format of the AWS tools' shared files, as text: sections in brackets, `name = value` lines, comments, and
 * indented lines that belong to the value above them. Editing changes the lines it must and no other byte.
 */

/** A header line's name; `[profile NAME]` and `[profile "NAME"]` of the config file count as NAME. */
const sectionOf = (line: string): string | undefined => {
  const name = /^\s*\[\s*(.*?)\s*\]\s*(?:[#;].*)?$/.exec(line.trimEnd())?.[1];
  if (name === undefined) return undefined;
  const quoted = /^(?:profile\s+)?(["'])(.*)\1$/.exec(name);
  return quoted?.[2] ?? name.replace(/^profile\s+/, '');
};

const settingOf = (line: string): { name: string; value: string } | undefined => {
  // An indented line belongs to the setting above it.
  const match = /^([A-Za-z0-9_.-]+)\s*[=:]\s*(.*?)\s*$/.exec(line);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { name: match[1].toLowerCase(), value: match[2].replace(/\s+[#;].*$/, '') };
};

const linesOf = (text: string): string[] => text.split(/(?<=\n)/);

/** The names of all sections, each once; those of the config file that are no profiles are left out. */
export const sectionNames = (text: string): readonly string[] => {
  const names = linesOf(text.replace(/^\ufeff/, ''))
    .filter((line) => !/^\s*\[\s*(?:sso-session|services|plugins)\b/.test(line))
    .flatMap((line) => sectionOf(line) ?? []);
  return [...new Set(names)];
};

/** The settings of one section; undefined where the file has no such section. Later lines win. */
export const readSection = (text: string, section: string): ReadonlyMap<string, string> | undefined => {
  let settings: Map<string, string> | undefined;
  let inside = false;
  for (const line of linesOf(text.replace(/^\ufeff/, ''))) {
    const header = sectionOf(line);
    if (header !== undefined) {
      inside = header === section;
      if (inside) settings ??= new Map();
      continue;
    }
    const setting = inside ? settingOf(line) : undefined;
    if (setting !== undefined) settings?.set(setting.name, setting.value);
  }
  return settings;
};

/**
 * The text with these settings in that section: existing lines get the new value, missing ones are added at the end of
 * the section, a missing section is added at the end of the file under `header`.
 */
export const writeSection = (
  text: string,
  section: string,
  header: string,
  settings: Readonly<Record<string, string>>,
): string => {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = linesOf(text);
  const written = new Set<string>();
  let inside = false;
  /** Behind the last line of the section that is not blank. */
  let place: number | undefined;
  for (const [index, line] of lines.entries()) {
    const found = sectionOf(line);
    if (found !== undefined) inside = found === section;
    if (!inside) continue;
    if (line.trim() !== '') place = index + 1;
    const name = settingOf(line)?.name;
    const value = name !== undefined && Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (name === undefined || value === undefined) continue;
    written.add(name);
    lines[index] = `${name} = ${value}${/\r?\n$/.exec(line)?.[0] ?? ''}`;
  }
  const added = Object.entries(settings)
    .filter(([name]) => !written.has(name))
    .map(([name, value]) => `${name} = ${value}${end}`);
  const block = place === undefined ? [`${header}${end}`, ...added] : added;
  if (block.length === 0) return lines.join('');
  const at = place ?? lines.length;
  const before = lines.slice(0, at).join('');
  const joint = before === '' || before.endsWith('\n') ? '' : end;
  const gap = place === undefined && before.trim() !== '' ? end : '';
  return [before, joint, gap, ...block, ...lines.slice(at)].join('');
};
