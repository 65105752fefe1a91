import { describe, expect, test } from 'vitest';

import { initialsOf } from './initials.ts';

describe('initials of a name', () => {
  test('are the first letters of its first and last word', () => {
    expect(initialsOf('Social care lead')).toBe('SL');
    expect(initialsOf('Editor, workforce')).toBe('EW');
  });

  test('leave out small words', () => {
    expect(initialsOf('Patient and public voice')).toBe('PV');
    expect(initialsOf('Director of Care for the')).toBe('DC');
  });

  test('are one letter for a name of one word', () => {
    expect(initialsOf('Observer')).toBe('O');
  });

  test('work for letters outside English and for names without any', () => {
    expect(initialsOf('Ŵyn élan')).toBe('ŴÉ');
    expect(initialsOf('  --  ')).toBe('?');
    expect(initialsOf('The')).toBe('T');
  });
});
