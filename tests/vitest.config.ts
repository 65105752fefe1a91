import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

/** A proof with its full counts takes as long as it takes (prove.ts). */
const specTimeout = process.env['PROVE'] === 'full' ? 4 * 60 * 60_000 : 300_000;

/**
 * unit: one module each, no network, no clock. specs: the product through its doors. browser: people in Chromium.
 * One after the other, so that what is proven is not the patience of a crowded machine.
 */
export default defineConfig({
  root,
  test: {
    reporters: ['default'],
    projects: [
      {
        extends: false,
        root,
        resolve: { dedupe: ['yjs', 'lib0', 'y-protocols'] },
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
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
          include: ['tests/browser/**/*.spec.ts'],
          environment: 'node',
          testTimeout: 240_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
