export const ConnectionScreen = (_: object) => <main id="content">soon</main>;
