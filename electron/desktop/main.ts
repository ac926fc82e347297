import { boot } from './boot.ts';

boot(import.meta.dirname);
