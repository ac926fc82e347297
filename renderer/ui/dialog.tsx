import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useWindow } from '../window-context.ts';
import { Button, IconButton } from './button.tsx';

interface DialogProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly footer?: ReactNode;
  readonly wide?: boolean;
  readonly onClose: () => void;
}

/** A dialog of the page itself: the browser keeps the focus inside and gives it back. */
export const Dialog = ({ title, children, footer, wide = false, onClose }: DialogProps) => {
  const { words } = useWindow();
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    element.current?.showModal();
  }, []);
  return (
    <dialog
      ref={element}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div className="dialog-inside">
        <header>
          <h2 id={id}>{title}</h2>
          <IconButton icon={X} label={words.common.close} onClick={onClose} />
        </header>
        <div className="dialog-body">{children}</div>
        {footer === undefined ? null : <footer>{footer}</footer>}
      </div>
    </dialog>
  );
};

interface ConfirmProps {
  readonly title: string;
  readonly body: string;
  readonly label: string;
  readonly danger?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once before what cannot be undone. */
export const Confirm = ({ title, body, label, danger = false, onConfirm, onClose }: ConfirmProps) => {
  const { words } = useWindow();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} autoFocus={danger}>
            {words.common.cancel}
          </Button>
          <Button
            kind={danger ? 'danger' : 'primary'}
            onClick={() => {
              onClose();
              onConfirm();
            }}
          >
            {label}
          </Button>
        </>
      }
    >
      <p>{body}</p>
    </Dialog>
  );
};
