import { block, paragraph } from '@gloss/shared/text/fixture';
import { expect, test, vi } from 'vitest';

import { readFile } from './read-file.ts';

// As if the reader of pages had a bug, for what it makes fits as far as we know.
const odd = { ...paragraph('Words of a page.'), attrs: { bid: 7 } };
vi.mock(import('./read-html.ts'), () => ({
  readHtml: () => Promise.resolve({ title: '', content: block('doc', odd) }),
}));

test('[I2] what no edit could touch afterwards is refused before a draft is made of it', async () => {
  const ruling = await readFile({ name: 'a.html', bytes: new TextEncoder().encode('<p>x') });
  expect(ruling).toMatchObject({ ok: false, refusal: { code: 'file-unreadable' } });
  expect(!ruling.ok && ruling.refusal.sentence).toMatch(/form of a draft.*Nothing was created/);
});
