import { expect, test } from 'vitest';

import { labelFault, labelsFrom } from './labels.ts';

test('labels are typed in one line, and each counts once', () => {
  expect(labelsFrom(' Equity,  Plain   words ,Equity,, ')).toEqual(['Equity', 'Plain words']);
  expect(labelsFrom('')).toEqual([]);
});

test('a ninth label and a label of 41 letters are one too many', () => {
  const eight = labelsFrom('a,b,c,d,e,f,g,h');
  expect(labelFault(eight)).toBeNull();
  expect(labelFault([...eight, 'i'])).toBe('too-many');
  expect(labelFault(['x'.repeat(40)])).toBeNull();
  expect(labelFault(['x'.repeat(41)])).toBe('too-long');
});
