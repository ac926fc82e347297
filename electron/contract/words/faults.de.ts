import { faultsInEnglish } from './faults.en.ts';

export const faultsInGerman = faultsInEnglish;
