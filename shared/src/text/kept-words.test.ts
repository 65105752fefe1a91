import { expect, test } from 'vitest';

import { keptWords } from './kept-words.ts';

const line = (count: number, word: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => word(at)).join(' ');

test('what stays between a few hundred changed words is kept, of very many nothing is looked for', () => {
  const before = line(1_200, (at) => `word${at}`);
  const some = line(1_200, (at) => (at % 5 === 0 ? `other${at}` : `word${at}`));
  expect(keptWords(before, some)).toHaveLength(240);
  const most = line(1_200, (at) => (at % 2 === 0 ? `other${at}` : `word${at}`));
  expect(keptWords(before, most)).toEqual([]);
});
