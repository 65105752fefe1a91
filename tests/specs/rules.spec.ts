/** tests/README.md and the tests keep each other honest. */
import { readdirSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);

test('[H3] every rule is quoted by a test, and every quoted rule is written down', () => {
  const rules = readFileSync(new URL('tests/README.md', root), 'utf8');
  const written = new Set([...rules.matchAll(/^\| ([A-Z]\d+) \|/gm)].map(([, id]) => id ?? ''));
  const quoted = new Set<string>();
  for (const house of ['client/src/', 'server/src/', 'shared/src/', 'tests/']) {
    for (const file of testsIn(house)) {
      const source = readFileSync(new URL(house + file, root), 'utf8');
      for (const [ids] of source.matchAll(/(?<=['"`])(?:\[[A-Z]\d+\])+/g))
        for (const id of ids.slice(1, -1).split('][')) quoted.add(id);
    }
  }
  expect([...written].filter((id) => !quoted.has(id))).toEqual([]);
  expect([...quoted].filter((id) => !written.has(id))).toEqual([]);
});

function testsIn(house: string): string[] {
  const files = readdirSync(new URL(house, root), { recursive: true, encoding: 'utf8' });
  const isTest = /\.(test|spec|contract)\.tsx?$/;
  return files.filter((file) => isTest.test(file) && !file.includes('node_modules'));
}
