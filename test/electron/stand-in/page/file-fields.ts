// In the page's own world: a field that asks for files without standing in the document is put into it, unseen, as long
// as it asks. Otherwise the preload's world would not hear of what was chosen. Runs inside the page: imports nothing.

interface Field extends EventTarget {
  readonly type: string;
  readonly isConnected: boolean;
  hidden: boolean;
  remove(): void;
}

export const showFileFields = (): void => {
  const { HTMLInputElement, document } = globalThis as unknown as {
    HTMLInputElement: { prototype: { click: (this: Field) => void } };
    document: { documentElement: { append(field: Field): void } };
  };
  const { click } = HTMLInputElement.prototype;
  HTMLInputElement.prototype.click = function ask(this: Field): void {
    if (this.type === 'file' && !this.isConnected) {
      this.hidden = true;
      document.documentElement.append(this);
      const away = (): void => void setTimeout(() => this.remove());
      this.addEventListener('change', away, { once: true });
      this.addEventListener('cancel', away, { once: true });
    }
    click.call(this);
  };
};
