/** What the working group of the sample said. */
import type { SampleThread } from './script.ts';

export const sampleThreads: readonly SampleThread[] = [];
