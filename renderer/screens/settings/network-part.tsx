import { useState } from 'react';
import { ProxyAddress } from '../../../electron/contract/configuration.ts';
import { networkWords } from '../../../electron/contract/words/network.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';

/** Proxy and certificate authorities of all connections. */
export const NetworkPart = () => {
  const { words, language, configuration, reloadConfiguration, say } = useWindow();
  const own = networkWords[language];
  const act = useAct();
  const [changed, setChanged] = useState<{ readonly proxy?: string; readonly caFile?: string }>({});
  if (configuration === undefined) return null;
  const proxy = (changed.proxy ?? configuration.proxy ?? '').trim();
  const caFile = (changed.caFile ?? configuration.caFile ?? '').trim();
  const same = proxy === (configuration.proxy ?? '') && caFile === (configuration.caFile ?? '');
  const wrong = proxy !== '' && !ProxyAddress.safeParse(proxy).success;
  const apply = async (): Promise<void> => {
    const network = { proxy: proxy === '' ? null : proxy, caFile: caFile === '' ? null : caFile };
    if ((await act('configuration.network', network)) === undefined) return;
    await reloadConfiguration();
    setChanged({});
    say({ text: words.common.saved });
  };
  return (
    <section className="form-part">
      <h2>{own.network}</h2>
      <p className="field-note">{own.networkHelp}</p>
      <div className="form-grid">
        <TextField
          label={own.proxy}
          help={own.proxyHelp}
          optional
          value={changed.proxy ?? configuration.proxy ?? ''}
          error={wrong ? own.proxyWrong : undefined}
          onChange={(text) => setChanged((before) => ({ ...before, proxy: text }))}
        />
        <PathField
          label={own.caFile}
          help={own.caFileHelp}
          optional
          kind="file"
          value={changed.caFile ?? configuration.caFile ?? ''}
          onChange={(path) => setChanged((before) => ({ ...before, caFile: path }))}
        />
      </div>
      <div className="row beside">
        <Button kind="primary" disabled={same || wrong} onClick={() => void apply()}>
          {words.settings.apply}
        </Button>
      </div>
    </section>
  );
};
