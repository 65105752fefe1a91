import { toPlain } from '@gloss/shared/text/plain';
import { importBytes } from '@gloss/shared/wire/limits';
import { expect, test } from 'vitest';

import { importFile } from './import.ts';

test('a file is read in another thread, and its text comes back', async () => {
  const bytes = new TextEncoder().encode('# Title\n\n- words');
  const ruling = await importFile({ name: 'a.md', bytes });
  expect(ruling.ok && [ruling.value.title, toPlain(ruling.value.content)]).toEqual([
    'Title',
    'Title\nwords',
  ]);
}, 20_000);

test('what the reader refuses is refused', async () => {
  const ruling = await importFile({ name: 'a.md', bytes: new TextEncoder().encode(' ') });
  expect(!ruling.ok && ruling.refusal.code).toBe('file-empty');
}, 20_000);

test('a file over 10 MB is refused before anything of it is read', async () => {
  const ruling = await importFile({ name: 'a.md', bytes: new Uint8Array(importBytes + 1) });
  expect(!ruling.ok && ruling.refusal.code).toBe('too-large');
});
