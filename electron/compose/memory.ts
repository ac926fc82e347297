export { keepYoungGenerationSmall } from '../adapters/young-generation.ts';
