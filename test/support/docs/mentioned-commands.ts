/** `sluice retry 17`, as a page mentions it. */
export interface MentionedCommand {
  readonly line: number;
  /** What stands behind `sluice`. */
  readonly words: readonly string[];
}

/**
 * The commands that a page mentions in code: in a line of a fenced block that begins with `sluice` or
 * `npm run -s sluice --`, or in a code span.
 */
export const mentionedCommands = (markdown: string): MentionedCommand[] => {
  let fenced = false;
  return markdown.split('\n').flatMap((text, index) => {
    if (/^ *```/.test(text)) {
      fenced = !fenced;
      return [];
    }
    const pieces = fenced ? [text] : [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
    return pieces.flatMap((piece) => {
      const command = /^\s*(?:\$ |ExecStart=\S*\/)?(?:sluice|npm run -s sluice --)(?: (.*))?$/.exec(
        piece.replace(/\s#.*$/, ''),
      );
      if (command === null) return [];
      return [{ line: index + 1, words: (command[1] ?? '').split(/\s+/).filter((word) => word !== '') }];
    });
  });
};

/** Options in code spans that name no program before them. */
export const mentionedOptions = (markdown: string): string[] => {
  const prose = markdown.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
  return [...prose.matchAll(/`(--[a-z][a-z-]*)[^`]*`/g)].map((match) => match[1] ?? '');
};
