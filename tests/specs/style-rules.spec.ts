import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

/** Chromium styles everything beside and below a block that comes in, where a rule begins and ends a pair with `*`. */
const whateverFollows = /\*\s*[+~]\s*[*:]/;

const client = join(import.meta.dirname, '../../client/src');

test('[B4] no rule of style is about whatever follows whatever', () => {
  const sheets = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.css'),
  );
  expect(sheets.length).toBeGreaterThan(20);
  expect(
    sheets.filter((name) => whateverFollows.test(readFileSync(join(client, name), 'utf8'))),
  ).toEqual([]);
});

test.each(['.text td > * + * {', '.meta > *+*::before {', '* ~ * {', '.meta > * + ::before {'])(
  '[B4] %s is such a rule',
  (rule) => expect(rule).toMatch(whateverFollows),
);

test.each(['.blocks + .blocks {', '.text > :not(:first-child) {', 'inline-size: calc(1em + 2px);'])(
  '[B4] %s is none',
  (words) => expect(words).not.toMatch(whateverFollows),
);
