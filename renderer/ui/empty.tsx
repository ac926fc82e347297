import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly help?: string;
  readonly children?: ReactNode;
}

/** Nothing is here yet: says so, and teaches the first step. */
export const Empty = ({ icon: Icon, title, help, children }: EmptyProps) => (
  <div className="empty">
    <Icon aria-hidden size={26} strokeWidth={1.4} />
    <p className="empty-title">{title}</p>
    {help === undefined ? null : <p>{help}</p>}
    {children === undefined ? null : <div className="empty-actions">{children}</div>}
  </div>
);
