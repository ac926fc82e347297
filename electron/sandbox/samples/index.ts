export { ageExamples, expectedTables, makeExtract, type Extract } from './extract.ts';
export { makeSamples } from './make-samples.ts';
export { makeSampleGround, type SampleGround } from './sample-ground.ts';
export { sampleTables, type SampleTable } from './sample-tables.ts';
export type { AgeExample, ExpectedTable, Sample, SampleEnd } from './sample.ts';
