import { expect, test } from 'vitest';

import { languageFrom } from './language.ts';

test('the first language that is spoken wins, whatever its region', () => {
  expect(languageFrom(['fr-FR', 'EN-gb'])).toBe('en');
});

test('nothing known means English', () => {
  expect(languageFrom(['', 'xx'])).toBe('en');
});
