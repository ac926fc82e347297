import { EventEmitter } from 'node:events';
import type { Menu } from './menu.ts';
import type { StandInImage } from './native-image.ts';
import { record } from './recorded.ts';

export class Tray
  extends EventEmitter
  implements Pick<Electron.Tray, 'setToolTip' | 'destroy' | 'isDestroyed'>
{
  /** The trays that are shown now, for tests. */
  static shown: Tray[] = [];
  image: StandInImage;
  toolTip = '';
  menu: Menu | null = null;

  constructor(image: StandInImage) {
    super();
    this.image = image;
    Tray.shown.push(this);
    record('tray');
  }

  setImage(image: StandInImage): void {
    this.image = image;
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip;
  }

  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }

  destroy(): void {
    Tray.shown = Tray.shown.filter((tray) => tray !== this);
  }

  isDestroyed(): boolean {
    return !Tray.shown.includes(this);
  }
}
