import { bodyOf } from '@gloss/shared/text/body';
import { contentOf } from '@gloss/shared/text/content';
import { toPlain } from '@gloss/shared/text/plain';
import { importBytes } from '@gloss/shared/wire/limits';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { importFile } from './import.ts';

// Starting a thread takes most of the time: both at once.
test.concurrent('a file is read in another thread, and its text comes back', async ({ expect }) => {
  const bytes = new TextEncoder().encode('# Title\n\n- words');
  const ruling = await importFile({ name: 'a.md', bytes });
  if (!ruling.ok) throw new Error(ruling.refusal.sentence);
  const { title, words } = ruling.value;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, words.update);
  expect(title).toBe('Title');
  expect(toPlain(contentOf(bodyOf(doc)))).toBe('Title\nwords');
  expect([...doc.store.clients.keys()]).toEqual([words.client]);
}, 20_000);

test.concurrent('what the reader refuses is refused', async ({ expect }) => {
  const ruling = await importFile({ name: 'a.md', bytes: new TextEncoder().encode(' ') });
  expect(!ruling.ok && ruling.refusal.code).toBe('file-empty');
}, 20_000);

test('a file over 10 MB is refused before anything of it is read', async () => {
  const ruling = await importFile({ name: 'a.md', bytes: new Uint8Array(importBytes + 1) });
  expect(!ruling.ok && ruling.refusal.code).toBe('too-large');
});
