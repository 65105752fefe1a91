/** How a server ends: asked to, while people type and while one of them hangs; and when its own code fails. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { close } from '@gloss/shared/wire/close';
import { afterEach, expect, test } from 'vitest';

import { changedEnv } from '../fuzz/other-code.ts';
import type { CodeChange } from '../fuzz/other-code.ts';
import type { House } from '../stage/house.ts';
import { openEmptyHouse, openHouse } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';

let house: House | undefined;
const trigger = join(mkdtempSync(join(tmpdir(), 'gloss-ending-')), 'now');
afterEach(async () => {
  await house?.close();
  house = undefined;
  rmSync(trigger, { force: true });
});

test('[E6] an end while five people type: all told to come back, nothing acknowledged lost, little left to replay', async () => {
  house = await openHouse();
  const people = await Promise.all(
    ['Ada', 'Ben', 'Cem', 'Dee', 'Eda'].map((name) => open(house).enter(name, 'editor')),
  );
  const typed = new Map(people.map((person) => [person, typing(person)]));
  await until('everyone has words saved', () =>
    people.every((person) => saved(person, typed).length > 5),
  );
  const ended = house.stop();
  await until('every socket is closed', () => people.every((person) => !person.isSynced));
  const relied = people.flatMap((person) => saved(person, typed));
  for (const person of people) person.disconnects();
  expect(await ended, house.printed).toBe(0);
  expect(people.map(({ closedWith }) => closedWith)).toEqual(people.map(() => close.restarting));

  expect(entriesIn(house.dataDir)).toBe(0);
  await house.reopen();
  const afresh = await house.enter('Flo', 'reader');
  const words = new Set(afresh.reads().split(/\s+/));
  expect(relied.filter((word) => !words.has(word))).toEqual([]);
});

test('[E6] somebody who hangs keeps nobody from an orderly end', async () => {
  house = await openHouse();
  const ada = await house.enter('Ada', 'editor');
  const stuck = await house.enter('Ben', 'editor');
  await ada.writes('Words that stay.').untilSaved();
  stuck.hangs();
  expect(await house.stop(), house.printed).toBe(0);
  expect(entriesIn(house.dataDir)).toBe(0);
});

test('[E6] asked to end while it starts, it ends, and opens the next time', async () => {
  house = await openEmptyHouse();
  await house.stop();
  for (let try_ = 0; try_ < 3; try_ += 1) {
    // It will not come to be ready; nobody waits for that.
    void house.reopen().catch(() => undefined);
    await until('the process is there', () => open(house).pid > 0);
    const code = await house.stop();
    // In its first moments it has not yet heard of signals, and dies of it: nothing was begun.
    expect([0, null]).toContain(code);
  }
  await house.reopen();
  expect(house.printed).toContain('Gloss is ready');
});

test('[E8] an error that nobody caught ends the server with a sentence, without the words it holds', async () => {
  house = await openEmptyHouse({
    env: onTrigger(
      'command/serve.ts',
      'flushCompileCache();',
      `Promise.reject(new Error('A private word'))`,
    ),
  });
  const ended = house.ends();
  writeFileSync(trigger, '');
  expect(await ended).toBe(1);
  expect(lastLine(house)).toMatch(
    /^Gloss stops because of a mistake in its own code\. .* start it again/,
  );
  expect(house.printed).not.toContain('private');
});

test('[E8] a journal whose thread is gone ends the server, also while nobody types', async () => {
  house = await openEmptyHouse({
    env: onTrigger('journal/sqlite-worker.ts', 'serve(duties,', 'process.exit(0)'),
  });
  const ended = house.ends();
  writeFileSync(trigger, '');
  expect(await ended).toBe(1);
  expect(lastLine(house)).toMatch(
    /^Gloss stops, because its journal cannot go on .* start it again/,
  );
});

/** The server with something that happens in this module once the trigger is there. */
function onTrigger(module: string, before: string, happens: string): Record<string, string> {
  const watch = `setInterval(() => {
    if (process.getBuiltinModule('node:fs').existsSync(${JSON.stringify(trigger)})) ${happens};
  }, 10);`;
  const change: CodeChange = { module, from: before, to: `${watch}\n${before}` };
  return changedEnv(change);
}

interface Typed {
  readonly word: string;
  readonly number: number;
}

/** Types a word every turn until the line is down. @returns what was typed, with the number of its message */
function typing(person: Person): { readonly tally: Person['tally']; readonly words: Typed[] } {
  const { tally } = person;
  const words: Typed[] = [];
  const type = (): void => {
    if (!person.isSynced) return;
    const word = `${person.name}-${words.length}`;
    person.types(` ${word} `);
    words.push({ word, number: tally.sent });
    setTimeout(type, 5);
  };
  type();
  return { tally, words };
}

function saved(person: Person, typed: ReadonlyMap<Person, ReturnType<typeof typing>>): string[] {
  const { tally, words } = typed.get(person) ?? typing(person);
  return words.filter(({ number }) => number <= tally.acknowledged).map(({ word }) => word);
}

function entriesIn(dataDir: string): number {
  const path = join(dataDir, 'gloss.sqlite');
  expect(existsSync(`${path}-wal`), 'the log is gone').toBe(false);
  const file = new DatabaseSync(path, { readOnly: true });
  const row = file.prepare('select count(*) as count from journal_entry').get();
  file.close();
  return row?.['count'] as number;
}

function lastLine({ printed }: House): string {
  return printed.trim().split('\n').at(-1) ?? '';
}

function open(there: House | undefined): House {
  if (there === undefined) throw new Error('the house is not open');
  return there;
}
