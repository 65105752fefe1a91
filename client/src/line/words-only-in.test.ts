import { expect, test } from 'vitest';

import { wordsOnlyIn } from './words-only-in.ts';

const server = 'Why a strategy\nCare is human.\nWe listen first.';

test('the same text lacks nothing', () => {
  expect(wordsOnlyIn(server, server)).toBe('');
});

test('words put into a line are given without the line around them', () => {
  expect(wordsOnlyIn(server.replace('human', 'above all human'), server)).toBe('above all');
});

test('runs with other words between them stand on lines of their own', () => {
  const device = server.replace('Care', 'Good care').replace('first', 'first and last');
  expect(wordsOnlyIn(device, server)).toBe('Good care\nand last');
});

test('a new paragraph is given whole', () => {
  expect(wordsOnlyIn(`${server}\nNobody is left behind.`, server)).toBe('Nobody is left behind.');
});

test('what others wrote meanwhile, and what was only deleted here, is not among them', () => {
  expect(wordsOnlyIn('Why a strategy\nCare is human.', server)).toBe('');
});

test('a line typed once more is missing once', () => {
  expect(wordsOnlyIn(`${server}\nWe listen first.`, server)).toBe('We listen first.');
});
