import { expect, test } from 'vitest';

import { companyOf } from './company.ts';

const quoteOf = (prefix: string, exact: string, suffix: string) => ({ prefix, exact, suffix });

test.each([
  [
    'the same words around',
    quoteOf('Soon the ', 'fox', ' jumps'),
    quoteOf('Soon the ', 'fox', ' jumps'),
    15,
  ],
  [
    'the same only right beside',
    quoteOf('Soon the ', 'fox', ' jumps'),
    quoteOf('Past the ', 'fox', ' just'),
    8,
  ],
  [
    'a word that is cut',
    quoteOf('a co', 'ncurrent edi', 'ting day'),
    quoteOf('no co', 'ncurrent edi', 'ting of'),
    2,
  ],
  ['a word that goes on otherwise', quoteOf('', 'ox', 'en'), quoteOf('', 'ox', 'idation'), 0],
  ['nothing around', quoteOf('', 'Yes', ''), quoteOf('', 'Yes', ''), 0],
])('%s', (_name, wanted, found, company) => {
  expect(companyOf(wanted, found)).toBe(company);
});
