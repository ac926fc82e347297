import { Download, Upload } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { chooseFiles } from '../../ui/drop-target.ts';
import { saveFile } from '../../ui/save-file.ts';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';

const countOf = (yaml: string, key: string): number =>
  yaml.match(new RegExp(`^\\s*-?\\s*${key}:`, 'gm'))?.length ?? 0;

/** The whole set-up as a file, out and in. */
export const ConfigurationPart = () => {
  const { words, say, refresh, reloadConfiguration } = useWindow();
  const { settings } = words;
  const act = useAct();
  const [yaml, setYaml] = useState<string>();
  const save = (): void =>
    void act('configuration.export', {}).then((found) =>
      found === undefined ? undefined : saveFile('sluice.yaml', 'application/yaml', found.yaml),
    );
  const choose = (): void => chooseFiles(false, ([file]) => void file?.text().then(setYaml));
  const take = async (text: string): Promise<void> => {
    if ((await act('configuration.import', { yaml: text })) === undefined) return;
    await reloadConfiguration();
    refresh();
    say({ text: settings.imported });
  };
  return (
    <section className="form-part">
      <h2>{settings.configuration}</h2>
      <p className="field-note">{settings.configurationHelp}</p>
      <div className="row">
        <Button icon={Download} onClick={save}>
          {settings.export}
        </Button>
        <Button icon={Upload} onClick={choose}>
          {settings.import}
        </Button>
      </div>
      {yaml === undefined ? null : (
        <Confirm
          title={settings.importAsk}
          body={settings.importBody(countOf(yaml, 'connectionId'), countOf(yaml, 'folder'))}
          label={settings.import.replace('…', '').trim()}
          onConfirm={() => void take(yaml)}
          onClose={() => setYaml(undefined)}
        />
      )}
    </section>
  );
};
