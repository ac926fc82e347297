import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Abilities } from '../../electron/contract/calls.ts';
import type { Configuration } from '../../electron/contract/configuration.ts';
import type { FaultView } from '../../electron/contract/fault.ts';
import type { Preferences } from '../../electron/contract/preferences.ts';
import { sentence } from '../../electron/contract/words/sentence.ts';
import { windowWords } from '../../electron/contract/words/window.ts';
import type { WindowDoor } from '../door/window-door.ts';
import { createFormat } from '../format.ts';
import { applyTheme, languageOf, remember, remembered } from '../preferences.ts';
import { MessageList, useMessages } from '../ui/messages.tsx';
import { WindowContext, type WindowParts } from '../window-context.ts';
import { Frame } from './frame.tsx';
import { useLive } from './use-live.ts';

const plainAbilities: Abilities = {
  shell: 'browser',
  pickers: false,
  startAtLogin: false,
  openFolders: false,
  browse: false,
};

/** A change of the configuration starts the engine anew; within this time, in milliseconds, nobody is surprised by it. */
const restartFollows = 30_000;
const changesConfiguration =
  /^(connection|table)\.(save|remove)$|^configuration\.(import|limits)$|^sandbox\.(try|stop)$/;

/** The same door; `onChange` is told before a call that changes the configuration. */
const noting = (door: WindowDoor, onChange: () => void): WindowDoor => ({
  ...door,
  call: (name, input) => {
    if (changesConfiguration.test(name)) onChange();
    return door.call(name, input);
  },
});

/** Holds what the whole window shares, and draws the frame around the page. */
export const App = ({ door: plainDoor }: { readonly door: WindowDoor }) => {
  const changedAt = useRef(Number.NEGATIVE_INFINITY);
  const door = useMemo(() => noting(plainDoor, () => (changedAt.current = performance.now())), [plainDoor]);
  const [preferences, keepPreferences] = useState<Preferences>(remembered);
  const [abilities, setAbilities] = useState(plainAbilities);
  const [configuration, setConfiguration] = useState<Configuration>();
  const { live, refresh } = useLive(door);
  const messages = useMessages();
  const { say } = messages;

  const language = languageOf(preferences.language, navigator.languages);
  const words = windowWords[language];
  const format = useMemo(() => createFormat(language, navigator.languages), [language]);

  const take = useCallback((next: Preferences) => {
    keepPreferences(next);
    remember(next);
  }, []);
  const sayFault = useCallback(
    (fault: FaultView) => say({ text: sentence(fault, language), kind: 'fault' }),
    [say, language],
  );
  const setPreferences = useCallback(
    (change: Partial<Preferences>) => {
      take({ ...remembered(), ...change });
      void door.call('preferences.set', change).then((answer) => {
        if (answer.ok) take(answer.value);
        else sayFault(answer.fault);
      });
    },
    [door, take, sayFault],
  );
  const readConfiguration = useCallback(async () => {
    const answer = await door.call('configuration.get', {});
    if (answer.ok) setConfiguration(answer.value);
  }, [door]);
  const reloadConfiguration = async (): Promise<void> => {
    await readConfiguration();
    refresh();
  };

  useEffect(() => applyTheme(preferences.theme), [preferences.theme]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const connectionNames = live.status?.connections
    .map((one) => `${one.name}/${one.tables.map((table) => table.name).join('/')}`)
    .join('//');
  useEffect(() => {
    void readConfiguration();
  }, [readConfiguration, connectionNames, live.restarts]);
  useEffect(() => {
    void door
      .call('window.abilities', {})
      .then((answer) => (answer.ok ? setAbilities(answer.value) : undefined));
    void door.call('preferences.get', {}).then((answer) => (answer.ok ? take(answer.value) : undefined));
  }, [door, take]);

  const restarts = useRef(0);
  useEffect(() => {
    const expected = performance.now() - changedAt.current < restartFollows;
    if (live.restarts > restarts.current && !expected) say({ text: words.common.restarted });
    restarts.current = live.restarts;
  }, [live.restarts, say, words]);

  const parts: WindowParts = {
    door,
    live,
    refresh,
    language,
    words,
    format,
    preferences,
    setPreferences,
    abilities,
    configuration,
    reloadConfiguration,
    say,
    sayFault,
  };
  return (
    <WindowContext value={parts}>
      <Frame />
      <MessageList messages={messages} dismissLabel={words.common.dismissNotice} />
    </WindowContext>
  );
};
