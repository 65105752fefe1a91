import { importBytes } from '@gloss/shared/wire/limits';
import { expect, test } from 'vitest';

import { phrases } from '../../phrases/phrases.ts';
import { whyNot } from './chosen-file.ts';

test('one Markdown or HTML file of up to 10 MB can be brought in, whatever the case of its name', () => {
  expect(whyNot([{ name: 'Strategy.MD', size: importBytes }])).toBeNull();
  expect(whyNot([{ name: 'page.htm', size: 1 }])).toBeNull();
  expect(whyNot([])).toBeNull();
});

test.each([
  ['a file of another kind', [{ name: 'strategy.docx', size: 100 }]],
  ['an empty file', [{ name: 'strategy.md', size: 0 }]],
  ['a file over 10 MB', [{ name: 'strategy.md', size: importBytes + 1 }]],
  [
    'two files at once',
    [
      { name: 'a.md', size: 1 },
      { name: 'b.md', size: 1 },
    ],
  ],
])(
  '%s is turned down with a sentence that says nothing was created, or changed',
  (_what, files) => {
    expect(whyNot(files)).toMatch(/Nothing was created/);
    expect(whyNot(files, phrases.pages.revise)).toMatch(/Nothing was changed/);
  },
);
