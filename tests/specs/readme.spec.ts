/** README.md promises commands; package.json keeps the promise. */
import { existsSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');
const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  scripts: Record<string, string>;
};

test('[H1] every npm and pnpm command in README.md is in package.json', () => {
  const named = [...readme.matchAll(/\b(?:npm|pnpm) (?:run )?([a-z][a-z:-]*)/g)].map(
    ([, name]) => name ?? '',
  );
  const commands = named.filter((name) => !['install', 'registry', 'package'].includes(name));
  expect(commands).toEqual(expect.arrayContaining(['start', 'test', 'check']));
  for (const command of commands) expect(scripts).toHaveProperty(command);
});

test('[H2] every file and picture that README.md points to is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(
    ([, path]) => path ?? '',
  );
  const stations = [...readme.matchAll(/`((?:client|server|shared|tests)\/[\w./-]+\.\w+)`/g)].map(
    ([, path]) => path ?? '',
  );
  expect(stations.length).toBeGreaterThanOrEqual(7);
  for (const path of [...links, ...stations]) {
    expect(existsSync(new URL(path, root)), `${path} is there`).toBe(true);
  }
});
