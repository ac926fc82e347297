/** Hands a text, or the parts of one, to the browser as a download. */
export const saveFile = (name: string, type: string, ...parts: readonly BlobPart[]): void => {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
