import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

type Kind = 'plain' | 'primary' | 'danger' | 'quiet';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  readonly kind?: Kind;
  readonly icon?: LucideIcon;
  readonly children?: ReactNode;
}

export const Button = ({ kind = 'plain', icon: Icon, children, type = 'button', ...rest }: ButtonProps) => (
  <button type={type} className={`button ${kind}`} {...rest}>
    {Icon === undefined ? null : <Icon aria-hidden size={14} strokeWidth={1.8} />}
    {children === undefined ? null : <span>{children}</span>}
  </button>
);

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'children'> {
  readonly icon: LucideIcon;
  readonly label: string;
}

/** A button of an icon alone: its name is read out, and shown when the pointer rests on it. */
export const IconButton = ({ icon: Icon, label, type = 'button', ...rest }: IconButtonProps) => (
  <button type={type} className="button icon" aria-label={label} title={label} {...rest}>
    <Icon aria-hidden size={15} strokeWidth={1.8} />
  </button>
);
