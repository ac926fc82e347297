import { useEffect, useRef, type ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** The page fills the window and scrolls inside. */
  readonly filled?: boolean;
  /** Stays in view below the page. */
  readonly foot?: ReactNode;
}

/** One screen: its heading takes the focus when it is opened, so that a reader starts there. */
export const Page = ({ title, lead, actions, children, filled = false, foot }: PageProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Sluice`;
  }, [title]);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <main id="content" className={filled ? 'page filled' : 'page'} tabIndex={-1}>
        <header className="page-head">
          <div>
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {lead === undefined || lead === '' ? null : <p className="page-lead">{lead}</p>}
          </div>
          {actions === undefined ? null : <div className="page-actions">{actions}</div>}
        </header>
        {children}
      </main>
      {foot === undefined || foot === null ? null : <footer className="page-foot">{foot}</footer>}
    </>
  );
};
