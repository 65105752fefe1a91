/**
 * The draft a first run shows: its words from strategy.md, its conversation from threads.ts. All of it goes through the
 * same doors as real work, with the clock put back, so that every rule holds for it too.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { FirstWords } from '@gloss/shared/text/content';
import type { Instant } from '@gloss/shared/words/ids';

import type { Journal } from '../journal/journal.ts';
import { newDraftId } from '../people/drafts.ts';
import type { People } from '../people/people.ts';
import { openRooms } from '../room/rooms.ts';
import { sampleAccounts, sampleCast, sampleHost } from './accounts.ts';
import { inOrder, play } from './play.ts';
import type { Stage } from './play.ts';
import type { When } from './script.ts';
import { instantOf } from './script.ts';
import { sampleThreads } from './threads/threads.ts';

export interface SampleWorld {
  readonly people: People;
  readonly journal: Journal;
  readonly log: Parameters<typeof openRooms>[0]['log'];
  readonly now: () => Instant;
  readonly fail: (error: unknown) => void;
}

const title = 'AI in Health and Social Care: national strategy';

/** When the draft was brought in: before anything was said about it. */
const broughtIn: When = [14, '09:00'];

/**
 * Makes the sample in a house that has nothing else in it. One that was cut short leaves accounts and no draft, and is
 * made anew. @returns whether it was made.
 */
export async function makeSample(world: SampleWorld): Promise<boolean> {
  const { people, journal, log, fail } = world;
  if (!(await isEmpty(people))) return false;
  const cast = await sampleCast(people);
  const today = world.now();
  let clock = instantOf(broughtIn, today);
  const rooms = openRooms({ journal, now: () => clock, log, fail });
  const draft = newDraftId();
  const stage = { rooms, draft, cast, numbers: new Map<string, number>() };
  try {
    await rooms.create(draft, await words(), cast.lead.account);
    for (const moment of inOrder(sampleThreads)) {
      clock = instantOf(moment.at, today);
      await play(moment, stage, clock);
    }
  } finally {
    await rooms.close();
  }
  await list(world, stage, instantOf(broughtIn, today));
  return true;
}

async function isEmpty(people: People): Promise<boolean> {
  const accounts = await people.accounts();
  const isOurs = accounts.every(({ email }) => sampleHost(email) !== undefined);
  return isOurs && !(await people.hasDrafts());
}

async function words(): Promise<FirstWords> {
  // Only here, so that later starts do without the parsers.
  const { importFile } = await import('../exchange/import.ts');
  const bytes = await readFile(join(import.meta.dirname, 'strategy.md'));
  const imported = await importFile({ name: 'strategy.md', bytes });
  if (!imported.ok) throw new Error(`The sample's words: ${imported.refusal.sentence}`);
  return imported.value.words;
}

/** Last of all, and in one step: only now the draft is on anybody's list, and it is on everybody's. */
async function list({ people }: SampleWorld, { draft, cast }: Stage, at: Instant): Promise<void> {
  const others = sampleAccounts
    .filter(({ speaker }) => speaker !== 'lead')
    .map(({ speaker, role }) => ({ account: cast[speaker].account, role }));
  const lead = cast.lead.account;
  await people.createDraft({ id: draft, title, status: 'in-review', lead, others }, at);
}
