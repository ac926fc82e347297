export const TableScreen = (_: object) => <main id="content">soon</main>;
