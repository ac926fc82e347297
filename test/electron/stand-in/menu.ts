import { EventEmitter } from 'node:events';
import { record } from './recorded.ts';

type Template = Electron.MenuItemConstructorOptions;

export class MenuItem {
  readonly id: string | undefined;
  readonly type: Electron.MenuItem['type'];
  readonly role: Template['role'];
  readonly submenu: Menu | undefined;
  readonly accelerator: string | undefined;
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly #template: Template;

  constructor(template: Template) {
    this.#template = template;
    this.id = template.id;
    this.type = template.type ?? (template.submenu === undefined ? 'normal' : 'submenu');
    this.role = template.role;
    this.submenu = Array.isArray(template.submenu) ? Menu.buildFromTemplate(template.submenu) : undefined;
    this.accelerator = typeof template.accelerator === 'string' ? template.accelerator : undefined;
    this.label = template.label ?? template.role ?? '';
    this.enabled = template.enabled ?? true;
    this.visible = template.visible ?? true;
    this.checked = template.checked ?? false;
  }

  /** What a person does with the mouse; nothing happens where the item is disabled. */
  click(): void {
    if (!this.enabled) return;
    const { click } = this.#template;
    click?.(this as unknown as Electron.MenuItem, undefined, {});
  }
}

export class Menu extends EventEmitter implements Pick<Electron.Menu, 'popup'> {
  static #application: Menu | null = null;
  items: MenuItem[] = [];

  static buildFromTemplate(template: readonly Template[]): Menu {
    const menu = new Menu();
    menu.items = template.map((item) => new MenuItem(item));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
    record('application-menu');
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item;
      const inner = item.submenu?.getMenuItemById(id) ?? null;
      if (inner !== null) return inner;
    }
    return null;
  }

  popup(): void {
    record('menu-popup');
  }
}
