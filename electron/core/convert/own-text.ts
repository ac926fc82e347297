const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The same text in memory of its own. A part of a text keeps the whole of it alive: what is kept for long must not hold
 * on to the piece of the file in which it was found.
 */
export const ownText = (text: string): string =>
  text.length < 13 ? text : decoder.decode(encoder.encode(text));
