import { MoreHorizontal, type LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { IconButton } from './button.tsx';

export interface MenuItem {
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly act: () => void;
  readonly danger?: boolean;
  readonly off?: boolean;
}

/** Further actions behind one button. `undefined` among the items draws a line. */
export const Menu = ({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly (MenuItem | undefined)[];
}) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>
      <IconButton icon={MoreHorizontal} label={label} />
    </DropdownMenu.Trigger>
    {/* within the page's landmark, so that nobody who goes by landmarks misses it */}
    <DropdownMenu.Portal container={document.querySelector<HTMLElement>('#content')}>
      <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
        {items.map((item, index) =>
          item === undefined ? (
            <DropdownMenu.Separator key={`line ${index}`} className="menu-line" />
          ) : (
            <DropdownMenu.Item
              key={item.label}
              className={item.danger === true ? 'menu-item danger' : 'menu-item'}
              disabled={item.off === true}
              onSelect={item.act}
            >
              {item.icon === undefined ? null : <item.icon aria-hidden size={14} strokeWidth={1.8} />}
              {item.label}
            </DropdownMenu.Item>
          ),
        )}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
);
