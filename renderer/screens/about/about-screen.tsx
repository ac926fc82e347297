export const AboutScreen = (_: object) => <main id="content">soon</main>;
