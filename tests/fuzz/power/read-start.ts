/** What must come of a house whose first start a power cut ended: the next start makes it whole. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { docketOf, textOf } from '@gloss/server/journal/document';
import { openSqliteJournal } from '@gloss/server/journal/sqlite-journal';
import { silentLog as log } from '@gloss/server/log/log';
import { openPeople } from '@gloss/server/people/people';
import type { People } from '@gloss/server/people/people';
import { stateOf } from '@gloss/server/room/kept-document';
import { sampleThreads } from '@gloss/server/sample/threads/threads';
import { readThreads } from '@gloss/shared/rules/docket';

import { brokenFacts } from './facts.ts';

// By address, so that the types of the importer behind it are not checked by the rules of the tests.
const { makeSample } = (await import(
  new URL('../../../server/src/sample/sample.ts', import.meta.url).href
)) as { makeSample(house: object): Promise<boolean> };

/** @returns a line for each promise that is broken. Throws where the folder does not open. */
export async function brokenAtStart(folder: string, said: readonly string[]): Promise<string[]> {
  const journal = await openSqliteJournal(folder);
  const errors: string[] = [];
  const now = () => Date.now();
  const complain = (sentence: string) => void errors.push(sentence);
  const people = await openPeople({
    dataDir: folder,
    baseUrl: new URL('http://localhost:20000'),
    now,
    complain,
  });
  try {
    const fail = (error: unknown) => void errors.push(String(error));
    const world = { people, journal, log, now, fail };
    const isMadeNow = await makeSample(world);
    if (isMadeNow && said.some((line) => line.includes('Gloss is ready')))
      errors.push('the sample that people had was made anew');
    const [draft, ...more] = await draftsIn(people);
    if (!draft || more.length > 0) return [...errors, `${more.length} drafts besides ${draft}`];
    stateOf(await journal.read(textOf(draft)));
    const threads = readThreads(stateOf(await journal.read(docketOf(draft))));
    if (threads.length !== sampleThreads.length)
      errors.push(`${threads.length} threads of ${sampleThreads.length}`);
    const identity = async (key: string) =>
      key === 'secret' ? secretOf(folder) : readFileSync(join(folder, key), 'utf8');
    return [...errors, ...(await brokenFacts(said, identity))];
  } finally {
    await people.close();
    await journal.close();
  }
}

async function draftsIn(people: People) {
  const accounts = await people.accounts();
  const drafts = await Promise.all(accounts.map(({ id }) => people.draftsOf(id)));
  return [...new Set(drafts.flat().map(({ id }) => id))];
}

/** @returns what tells the key of the cookies from another, and does not tell it. */
export function secretOf(folder: string): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'secret')))
    .digest('hex');
}
