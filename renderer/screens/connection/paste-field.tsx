import { useState } from 'react';
import type { CallOutput } from '../../../electron/contract/calls.ts';
import { TextField } from '../../ui/field.tsx';
import { useWindow } from '../../window-context.ts';
import type { ConnectionDraft } from './connection-draft.ts';

type Pasted = NonNullable<CallOutput<'connection.paste'>>;
const fields = ['team', 'cluster', 'region', 'endpoint', 'connectionId'] as const;

const changeOf = (pasted: Pasted): Partial<ConnectionDraft> =>
  Object.fromEntries(fields.flatMap((name) => (pasted[name] === undefined ? [] : [[name, pasted[name]]])));

interface PasteProps {
  /** The name it has; without one the team's is taken. */
  readonly name: string;
  readonly onRead: (change: Partial<ConnectionDraft>) => void;
}

/** Takes any address of Celonis and fills in what can be read from it. */
export const PasteField = ({ name, onRead }: PasteProps) => {
  const { door, words } = useWindow();
  const { connection } = words;
  const [text, setText] = useState('');
  const [found, setFound] = useState<string | null>();
  const read = (next: string): void => {
    setText(next);
    setFound(undefined);
    if (next.trim() === '') return;
    void door.call('connection.paste', { text: next.slice(0, 4096) }).then((answer) => {
      if (!answer.ok || answer.value === null) return setFound(null);
      const change = changeOf(answer.value);
      onRead(name === '' && change.team !== undefined ? { ...change, name: change.team } : change);
      return setFound(
        fields
          .filter((one) => change[one] !== undefined)
          .map((one) => connection[one])
          .join(', '),
      );
    });
  };
  return (
    <TextField
      label={connection.paste}
      value={text}
      onChange={read}
      placeholder="https://team.eu-1.celonis.cloud/…"
      help={found ? connection.pasteRead(found) : connection.pasteHelp}
      error={found === null ? connection.pasteNothing : undefined}
    />
  );
};
