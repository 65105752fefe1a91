import { describe, expect, test } from 'vitest';

import { entriesPerCheckpoint, isDue } from './checkpoint.ts';

describe('[K8] a document is compacted', () => {
  const minute = 60_000;

  test.each([
    { entries: entriesPerCheckpoint - 1, sinceMs: minute, due: false },
    { entries: entriesPerCheckpoint, sinceMs: minute, due: true },
    { entries: entriesPerCheckpoint, sinceMs: 1000, due: false },
    { entries: 4 * entriesPerCheckpoint, sinceMs: 1000, due: true },
  ])('with $entries entries after $sinceMs ms: $due', ({ entries, sinceMs, due }) => {
    expect(isDue(entries, sinceMs)).toBe(due);
  });
});
