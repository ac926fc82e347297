import { Page } from '../../ui/page.tsx';
import { CheckField, ChoiceField, SelectField } from '../../ui/field.tsx';
import { useWindow } from '../../window-context.ts';
import { ConfigurationPart } from './configuration-part.tsx';
import { LimitsPart } from './limits-part.tsx';
import { LogsPart } from './logs-part.tsx';
import { UpdatesPart } from './updates-part.tsx';

/** What holds for the window and the whole engine. */
export const SettingsScreen = () => {
  const { words, preferences, setPreferences, abilities } = useWindow();
  const { settings } = words;
  const { notifications } = preferences;
  const notify = (change: Partial<typeof notifications>): void =>
    setPreferences({ notifications: { ...notifications, ...change } });
  return (
    <Page title={settings.title}>
      <div className="form">
        <section className="form-part">
          <h2>{settings.general}</h2>
          <div className="form-grid">
            <ChoiceField
              label={settings.theme}
              value={preferences.theme}
              options={[
                { value: 'system', label: settings.system },
                { value: 'light', label: settings.light },
                { value: 'dark', label: settings.dark },
              ]}
              onChange={(theme) => setPreferences({ theme })}
            />
            <SelectField
              label={settings.language}
              value={preferences.language}
              options={[
                { value: 'system', label: settings.system },
                { value: 'en', label: settings.english },
                { value: 'de', label: settings.german },
              ]}
              onChange={(language) => setPreferences({ language })}
            />
            {abilities.startAtLogin ? (
              <CheckField
                label={settings.startAtLogin}
                checked={preferences.startAtLogin}
                onChange={(startAtLogin) => setPreferences({ startAtLogin })}
              />
            ) : null}
          </div>
        </section>
        {abilities.shell === 'desktop' ? (
          <section className="form-part">
            <h2>{settings.notifications}</h2>
            <div className="beside">
              <CheckField
                label={settings.rejected}
                checked={notifications.rejected}
                onChange={(rejected) => notify({ rejected })}
              />
              <CheckField
                label={settings.stopped}
                checked={notifications.stopped}
                onChange={(stopped) => notify({ stopped })}
              />
              <CheckField
                label={settings.wellAgain}
                checked={notifications.wellAgain}
                onChange={(wellAgain) => notify({ wellAgain })}
              />
            </div>
          </section>
        ) : null}
        {abilities.shell === 'desktop' ? <UpdatesPart /> : null}
        <LimitsPart />
        <LogsPart />
        <ConfigurationPart />
      </div>
    </Page>
  );
};
