import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { defineConfig } from 'vitest/config';

import { LongestFirst } from './stage/longest-first.ts';

const root = new URL('..', import.meta.url).pathname;

/** What one process or thread of a run compiled, the next one reads: hundreds of them start. The launcher names the same. */
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules', '.cache', 'compiled');

/** A proof with its full counts takes as long as it takes (prove.ts). */
const specTimeout = process.env['PROVE'] === 'full' ? 4 * 60 * 60_000 : 300_000;

/** Two at least: people, servers and disks wait half of the time, and what one file leaves of two cores another takes. */
const workers = Math.max(2, availableParallelism() - 1);

/**
 * unit: one module each, no network, no clock. specs: the product through its doors. browser: people in Chromium.
 * One after the other, so that what is proven is not the patience of a crowded machine.
 */
export default defineConfig({
  root,
  test: {
    reporters: ['default'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: false,
        root,
        resolve: { dedupe: ['yjs', 'lib0', 'y-protocols'] },
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          maxWorkers: workers,
          include: ['{client,server,shared}/src/**/*.test.{ts,tsx}', 'tests/stage/**/*.test.ts'],
          environment: 'node',
          testTimeout: 20_000,
        },
      },
      {
        extends: false,
        root,
        test: {
          name: 'specs',
          sequence: { groupOrder: 1 },
          maxWorkers: workers,
          include: ['tests/{specs,contracts,fuzz}/**/*.spec.ts'],
          environment: 'node',
          testTimeout: specTimeout,
          hookTimeout: 120_000,
        },
      },
      {
        extends: false,
        root,
        test: {
          name: 'browser',
          sequence: { groupOrder: 2 },
          // Each has a Chromium with three people in it.
          maxWorkers: 2,
          include: ['tests/browser/**/*.spec.ts'],
          environment: 'node',
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
