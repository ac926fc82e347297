import { Check, CircleAlert, X } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import type { Message } from '../window-context.ts';
import { Button, IconButton } from './button.tsx';

interface Shown extends Message {
  readonly id: number;
}

/** How long a message stays, in milliseconds; one that tells of a fault stays until it is dismissed. */
const staysFor = 8_000;
const mostShown = 4;

export interface Messages {
  readonly shown: readonly Shown[];
  readonly say: (message: Message) => void;
  readonly dismiss: (id: number) => void;
}

export const useMessages = (): Messages => {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const number = useRef(0);
  const dismiss = useCallback(
    (id: number) => setShown((before) => before.filter((one) => one.id !== id)),
    [],
  );
  const say = useCallback(
    (message: Message) => {
      number.current += 1;
      const id = number.current;
      setShown((before) =>
        [...before.filter((one) => one.text !== message.text), { ...message, id }].slice(-mostShown),
      );
      if (message.kind !== 'fault') setTimeout(() => dismiss(id), staysFor);
    },
    [dismiss],
  );
  return { shown, say, dismiss };
};

export const MessageList = ({
  messages,
  dismissLabel,
}: {
  readonly messages: Messages;
  readonly dismissLabel: string;
}) => (
  <div className="messages" role="status" aria-live="polite">
    {messages.shown.map(({ id, text, kind, action }) => (
      <div key={id} className={kind === 'fault' ? 'message fault' : 'message'}>
        {kind === 'fault' ? <CircleAlert aria-hidden size={15} /> : <Check aria-hidden size={15} />}
        <span>{text}</span>
        {action === undefined ? null : (
          <Button
            kind="quiet"
            onClick={() => {
              messages.dismiss(id);
              action.act();
            }}
          >
            {action.label}
          </Button>
        )}
        <IconButton icon={X} label={dismissLabel} onClick={() => messages.dismiss(id)} />
      </div>
    ))}
  </div>
);
