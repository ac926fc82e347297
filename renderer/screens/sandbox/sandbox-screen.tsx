export const SandboxScreen = (_: object) => <main id="content">soon</main>;
