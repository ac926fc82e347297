export type XmlContent = string | number | boolean | readonly XmlElement[];
export type XmlElement = readonly [name: string, content: XmlContent];

// Control characters cannot stand in XML 1.0 at all, not even escaped.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export const escapeXml = (text: string): string =>
  text.replace(forbidden, '\ufffd').replace(/[<>&"'\r]/g, (character) => `&#${character.charCodeAt(0)};`);

const write = ([name, content]: XmlElement): string =>
  `<${name}>${typeof content === 'object' ? content.map(write).join('') : escapeXml(String(content))}</${name}>`;

/** A reply of S3: one root element in S3's namespace. */
export const s3Document = (root: string, content: readonly XmlElement[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content.map(write).join('')}</${root}>`;
