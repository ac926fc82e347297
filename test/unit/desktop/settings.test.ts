import { expect, test } from 'vitest';
import { defaultPreferences } from '../../../electron/contract/preferences.ts';
import { freshSettings, readSettings } from '../../../electron/desktop/settings-shape.ts';

const connection = {
  name: 'dev',
  team: 'dev',
  cluster: 'eu-1',
  connectionId: '9c92424b-829d-4beb-a65c-411873b268f8',
};

test('an empty file is a fresh start', () => {
  expect(readSettings({})).toEqual({ settings: freshSettings(), damaged: [] });
});

test('settings without a version are brought to the present one', () => {
  const { settings, damaged } = readSettings({ preferences: { ...defaultPreferences, theme: 'dark' } });
  expect(damaged).toEqual([]);
  expect(settings).toMatchObject({ version: 1, preferences: { theme: 'dark' } });
});

test('what is written is read again', () => {
  const written = { ...freshSettings(), configuration: { ...freshSettings().configuration, scanSeconds: 5 } };
  expect(readSettings(JSON.parse(JSON.stringify(written)))).toEqual({ settings: written, damaged: [] });
});

test('one bad part does not cost the others', () => {
  const { settings, damaged } = readSettings({
    version: 1,
    preferences: { ...defaultPreferences, theme: 'purple' },
    configuration: { connections: [connection] },
  });
  expect(damaged).toEqual(['preferences.theme']);
  expect(settings.preferences).toEqual(defaultPreferences);
  expect(settings.configuration.connections[0]?.name).toBe('dev');
});

test.each([
  ['an endpoint that is a script', { connections: [{ ...connection, endpoint: 'javascript:alert(1)' }] }],
  ['a proxy that is a file', { connections: [{ ...connection, proxy: 'file:///etc/passwd' }] }],
  ['a key that does not exist', { connections: [], onStart: 'require("child_process")' }],
])('%s is not taken over', (_what, configuration) => {
  const { settings, damaged } = readSettings({ version: 1, configuration });
  expect(damaged).toHaveLength(1);
  expect(settings.configuration).toEqual(freshSettings().configuration);
});

test('an update feed that is not https is not taken over', () => {
  for (const updateFeed of ['http://updates.example/', 'javascript:alert(1)', 'file:///tmp/feed']) {
    const { damaged } = readSettings({ version: 1, preferences: { ...defaultPreferences, updateFeed } });
    expect(damaged).toEqual(['preferences.updateFeed']);
  }
});

test('settings of a newer program are reported', () => {
  expect(readSettings({ version: 7 }).damaged).toEqual(['version 7 of a newer Sluice']);
});
