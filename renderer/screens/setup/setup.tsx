export const Setup = (_: object) => <main id="content">soon</main>;
