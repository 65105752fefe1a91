import { expect, test } from 'vitest';

import { block, hardBreak, list, paragraph, table, words } from './fixture.ts';
import { countWords, toPlain } from './plain.ts';

test('each block that holds text is a line, and so is each line within it', () => {
  const content = block(
    'doc',
    paragraph('one ', words('two', { type: 'bold' })),
    paragraph(),
    list([paragraph('three', hardBreak, 'four'), list('five')]),
    table(['six', 'seven']),
  );
  expect(toPlain(content)).toBe('one two\nthree\nfour\nfive\nsix\nseven');
});

test('words are what stands between white space and has a letter or a digit', () => {
  expect(countWords('Self-care, by 2030 – “for all”.\n(§3)')).toBe(6);
  expect(countWords(' … – ')).toBe(0);
});
