export const SettingsScreen = (_: object) => <main id="content">soon</main>;
