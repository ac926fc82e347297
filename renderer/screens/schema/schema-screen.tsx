export const SchemaScreen = (_: object) => <main id="content">soon</main>;
