import { readThreads } from '@gloss/shared/rules/docket';
import { people, person } from '@gloss/shared/rules/scene.fixture';
import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { passageOf } from '@gloss/shared/text/fixture';
import { ActId } from '@gloss/shared/words/ids';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import { silentLog } from '../log/log.ts';
import type { DraftRoom } from './draft-room.ts';
import { openDraftRoom } from './draft-room.ts';
import type { HeldJournal } from './room.fixture.ts';
import { draft, replicaOf, roomWith, TestGuest, turn } from './room.fixture.ts';

const lines = Array.from(
  { length: 9 },
  (_, at) =>
    `Aim ${at}: every trust shall name number ${at} of its leads for work ${at * 7} in care.`,
);
const copies = lines.map((line) => line.replace('shall', 'should'));
/** So much text that one commit searches for one of them, and not for two. */
const filler = 'Nobody has anything to say here. '.repeat(6_000);

interface Lost {
  readonly room: DraftRoom;
  readonly journal: HeldJournal;
  readonly states: () => (string | undefined)[];
}

/** A room in which each line has a thread, and someone deletes all of them in one edit. */
async function loses(): Promise<Lost> {
  const { room, journal } = await roomWith(...lines, ...copies, filler);
  const reader = new TestGuest(person('lead'));
  room.docket.enter(reader);
  for (const [at, line] of lines.entries()) {
    const { start, end } = passageOf(room.text.doc, line);
    const selected = selectedBetween(bodyOf(room.text.doc), start, end);
    if (!selected) throw new Error('There are no such words.');
    const act = { act: 'annotate', selected, body: 'Why?', type: 'general', labels: [] } as const;
    const sent = { id: ActId.parse(`act-000${at}`), act: { ...act, labels: [] } };
    await room.docket.act(sent, { actor: person('lead'), participants: people, at: 1 });
  }
  const writer = new TestGuest(person('editor'));
  room.text.enter(writer);
  const { write } = replicaOf(room.text.doc);
  const update = write((doc) => bodyOf(doc).delete(0, lines.length));
  expect(room.text.receive(writer, { number: 1, update }).ok).toBe(true);
  await room.settled();
  await turn();
  const states = () => {
    const docket = new Y.Doc();
    for (const { entries } of journal.appended)
      for (const { document, update: stored } of entries)
        if (document.endsWith('/docket')) Y.applyUpdate(docket, stored);
    return readThreads(docket).map(({ anchor }) => anchor?.state.is);
  };
  return { room, journal, states };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

test('[T10] threads that lose their words all at once are orphans on disk, and then where words like theirs stand', async () => {
  const { room, states } = await loses();
  expect(states()).toContain('orphaned');
  vi.advanceTimersByTime(60_000);
  await room.settled();
  expect(states()).toEqual(lines.map(() => 'moved'));
});

test('a room that rests searches for nothing more, and the threads stay in sight', async () => {
  const { room, states } = await loses();
  const before = states();
  room.rest();
  vi.advanceTimersByTime(60_000);
  await room.settled();
  expect(states()).toEqual(before);
  expect(before).toContain('orphaned');
});

test('[T10] the search goes on after an end of the server, with the first edit', async () => {
  const { room, journal, states } = await loses();
  room.rest();
  await room.settled();
  const world = { journal, now: () => 2_000, log: silentLog, fail: () => undefined };
  const next = await openDraftRoom(draft, world);
  const writer = new TestGuest(person('editor'));
  next.text.enter(writer);
  const { write } = replicaOf(next.text.doc);
  const update = write((doc) => bodyOf(doc).push([new Y.XmlElement('paragraph')]));
  expect(next.text.receive(writer, { number: 1, update }).ok).toBe(true);
  await next.settled();
  expect(states()).toContain('orphaned');
  vi.advanceTimersByTime(60_000);
  await next.settled();
  expect(states()).toEqual(lines.map(() => 'moved'));
});
