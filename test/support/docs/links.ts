/** A link of a page to another place of the project. */
export interface PageLink {
  readonly line: number;
  readonly target: string;
}

/** The relative links of a page in Markdown; fenced blocks hold none. */
export const relativeLinks = (markdown: string): PageLink[] => {
  let fenced = false;
  return markdown.split('\n').flatMap((text, index) => {
    if (/^ *```/.test(text)) fenced = !fenced;
    if (fenced) return [];
    return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap((match) => {
      const target = match[1] ?? '';
      return /^[a-z][a-z+.-]*:/i.test(target) ? [] : [{ line: index + 1, target }];
    });
  });
};

/** The anchors of a page's headings, as the common renderers make them. */
export const anchors = (markdown: string): string[] => {
  let fenced = false;
  return markdown.split('\n').flatMap((text) => {
    if (/^ *```/.test(text)) fenced = !fenced;
    const heading = fenced ? undefined : /^#+ (.*)$/.exec(text)?.[1];
    if (heading === undefined) return [];
    return [
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-'),
    ];
  });
};
