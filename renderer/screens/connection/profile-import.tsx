import { Import } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useAct, useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';

/** Copies the credentials of an AWS profile into the keychain. */
export const ProfileImport = ({
  connection,
  onDone,
}: {
  readonly connection: string;
  readonly onDone: () => void;
}) => {
  const { words } = useWindow();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={Import} onClick={() => setOpen(true)}>
        {words.connection.importProfile}
      </Button>
      {open ? <Choice connection={connection} onDone={onDone} onClose={() => setOpen(false)} /> : null}
    </>
  );
};

interface ChoiceProps {
  readonly connection: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const Choice = ({ connection, onDone, onClose }: ChoiceProps) => {
  const { words, say } = useWindow();
  const act = useAct();
  const { value: profiles } = useCall('credentials.profiles', {});
  const [chosen, setChosen] = useState('');
  const profile = chosen === '' ? (profiles?.[0] ?? '') : chosen;
  const take = (): void =>
    void act('credentials.importProfile', { connection, profile }).then((done) => {
      if (done === undefined) return;
      say({ text: words.connection.stored });
      onClose();
      onDone();
    });
  return (
    <Dialog
      title={words.connection.importProfile}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button kind="primary" disabled={profile === ''} onClick={take}>
            {words.connection.importProfile}
          </Button>
        </>
      }
    >
      {profiles?.length === 0 ? (
        <p>{words.connection.noProfiles}</p>
      ) : (
        <SelectField
          label={words.connection.profile}
          value={profile}
          options={(profiles ?? []).map((name) => ({ value: name, label: name }))}
          onChange={setChosen}
        />
      )}
    </Dialog>
  );
};
