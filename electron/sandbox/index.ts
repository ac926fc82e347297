export { makeReadySandbox, type ReadySandbox } from './ready-sandbox.ts';
export { startSandbox, type ConnectionView, type RunningSandbox } from './start-sandbox.ts';
export type { RequestLine, SandboxConnection, SandboxOptions, SandboxTable } from './options.ts';
export { FaultList, type FaultPlan, type InjectedFault } from './http/injected-fault.ts';
export { readLoads, readTable, readTables, type Narrowing } from './read/read-sandbox.ts';
export type { Cell, LoadLine, ShownColumn, TableContent, TableSummary } from './read/views.ts';
