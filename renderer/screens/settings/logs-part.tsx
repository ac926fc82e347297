import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';

const shownLines = 500;

export const LogsPart = () => {
  const { words, preferences, setPreferences } = useWindow();
  const { settings } = words;
  const act = useAct();
  const [text, setText] = useState<string>();
  const show = (): void =>
    void act('about.logs', { lines: shownLines }).then((found) =>
      found === undefined ? undefined : setText(found.text),
    );
  return (
    <section className="form-part">
      <h2>{settings.logs}</h2>
      <div className="form-grid">
        <SelectField
          label={settings.logLevel}
          value={preferences.logLevel}
          options={(['error', 'warn', 'info', 'debug'] as const).map((value) => ({
            value,
            label: settings.levels[value],
          }))}
          onChange={(logLevel) => setPreferences({ logLevel })}
        />
      </div>
      <div className="row beside">
        <Button icon={ScrollText} onClick={show}>
          {settings.showLogs}
        </Button>
      </div>
      {text === undefined ? null : (
        <Dialog title={settings.logs} wide onClose={() => setText(undefined)}>
          <pre tabIndex={0}>{text}</pre>
        </Dialog>
      )}
    </section>
  );
};
