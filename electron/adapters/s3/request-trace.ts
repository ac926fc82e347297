import type { Command } from '@smithy/types';
