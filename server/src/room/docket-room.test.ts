import type { Act, SentAct } from '@gloss/shared/rules/acts';
import { readThreads } from '@gloss/shared/rules/docket';
import { people, person } from '@gloss/shared/rules/scene.fixture';
import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { contentOf } from '@gloss/shared/text/content';
import { passageOf } from '@gloss/shared/text/fixture';
import type { Selected } from '@gloss/shared/words/anchor';
import { ActId, ThreadId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import { authorOf } from '@gloss/shared/words/participant';
import type { Thread } from '@gloss/shared/words/thread';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import { serverAccount } from '../journal/journal.ts';
import type { DraftRoom } from './draft-room.ts';
import { draft, replicaOf, roomWith, TestGuest, turn } from './room.fixture.ts';

const reviewer = person('reviewer');
const lead = person('lead');
const editor = person('editor');
const sentence = 'Every ward should publish summaries of what it learns.';
const emptyVector = Y.encodeStateVector(new Y.Doc());

function sent(act: Act, id = 'act-0001'): SentAct {
  return { id: ActId.parse(id), act };
}

function acting(actor: Participant) {
  return { actor, participants: people, at: 2_000 };
}

function selects(room: DraftRoom, words: string): Selected {
  const { start, end } = passageOf(room.text.doc, words);
  const selected = selectedBetween(bodyOf(room.text.doc), start, end);
  if (!selected) throw new Error('There are no such words.');
  return selected;
}

function annotates(room: DraftRoom, words: string): Act {
  const selected = selects(room, words);
  return { act: 'annotate', selected, body: 'Why?', type: 'general', labels: [] };
}

function proposes(room: DraftRoom, words: string, wording: string): Act {
  const selected = selects(room, words);
  return { act: 'propose', selected, wording, body: '', type: 'editorial', labels: [] };
}

function decides(thread: string, as: 'accepted' | 'declined' = 'accepted'): Act {
  return { act: 'decide', thread: ThreadId.parse(thread), as, reason: 'Good.' };
}

/** A reader of the docket, who sees what everyone sees. */
async function readerOf(room: DraftRoom): Promise<{ guest: TestGuest; threads(): Thread[] }> {
  const guest = new TestGuest(person('reader'), false);
  room.docket.enter(guest);
  room.docket.answer(guest, emptyVector);
  await turn();
  guest.got.length = 0;
  return { guest, threads: () => readThreads(guest.doc) };
}

function reads(room: DraftRoom): string {
  return JSON.stringify(contentOf(bodyOf(room.text.doc)));
}

describe('an act', () => {
  test('is answered and told once it is on disk, with its answer and the tally in the same batch', async () => {
    const { room, journal } = await roomWith(sentence);
    const { guest, threads } = await readerOf(room);
    journal.hold();
    let answered: unknown;
    const act = sent(annotates(room, 'publish summaries'));
    void room.docket.act(act, acting(reviewer)).then((answer) => (answered = answer));
    await turn();
    expect([answered, guest.got]).toEqual([undefined, []]);
    await journal.commit();
    const acted = { id: 'act-0001', thread: 'act-0001', number: 1 };
    expect(answered).toEqual({ ok: true, value: acted });
    expect(guest.got).toEqual(['update']);
    expect(threads()[0]?.anchor?.quote.exact).toBe('publish summaries');
    expect(journal.appended[0]).toMatchObject({
      entries: [{ document: 'draft-0001/docket', seq: 1, account: reviewer.account }],
      answer: { draft, act: 'act-0001', account: reviewer.account, body: JSON.stringify(acted) },
      tally: { draft, openThreads: 1 },
    });
  });

  test('[A1] sent again changes nothing and gets the same answer, on its way to the disk and after', async () => {
    const { room, journal } = await roomWith(sentence);
    journal.hold();
    const act = sent(annotates(room, 'publish summaries'));
    const answers = [
      room.docket.act(act, acting(reviewer)),
      room.docket.act(act, acting(reviewer)),
    ];
    await turn();
    await journal.commit();
    answers.push(room.docket.act(act, acting(reviewer)));
    const [first, again, later] = await Promise.all(answers);
    expect(again).toEqual(first);
    expect(later).toEqual(first);
    expect(journal.appended).toHaveLength(1);
  });

  test("[A2] with another person's id is refused, on its way to the disk and after", async () => {
    const { room, journal } = await roomWith(sentence);
    journal.hold();
    const act = sent(annotates(room, 'publish summaries'));
    const first = room.docket.act(act, acting(reviewer));
    const taken = { ok: false, refusal: { code: 'act-id-taken' } };
    expect(await room.docket.act(act, acting(lead))).toMatchObject(taken);
    await turn();
    await journal.commit();
    await first;
    expect(await room.docket.act(act, acting(lead))).toMatchObject(taken);
  });

  test('that is refused changes nothing, and its id may be used again', async () => {
    const { room, journal } = await roomWith(sentence);
    const { threads } = await readerOf(room);
    const act = annotates(room, 'publish summaries');
    expect(await room.docket.act(sent(act), acting(person('reader')))).toMatchObject({
      refusal: { code: 'not-your-role' },
    });
    expect([journal.appended, threads()]).toEqual([[], []]);
    expect((await room.docket.act(sent(act), acting(reviewer))).ok).toBe(true);
  });

  test('[A3] follows another in the order in which they were sent, without waiting for the disk', async () => {
    const { room, journal } = await roomWith(sentence);
    journal.hold();
    const ids = ['act-0001', 'act-0002', 'act-0003'];
    const answers = ids.map((id) =>
      room.docket.act(sent(annotates(room, 'Every ward should'), id), acting(reviewer)),
    );
    await turn();
    expect(journal.appended.map(({ answer }) => answer?.act)).toEqual(ids);
    await journal.commit();
    const numbers = (await Promise.all(answers)).map((each) => each.ok && each.value.number);
    expect(numbers).toEqual([1, 2, 3]);
  });
});

describe('an accepted proposal', () => {
  test('changes the text and the thread in one batch, and the thread speaks about the new words', async () => {
    const { room, journal } = await roomWith(sentence);
    await room.docket.act(
      sent(proposes(room, 'publish summaries', 'publish short summaries')),
      acting(reviewer),
    );
    const { threads } = await readerOf(room);
    const guest = new TestGuest(editor);
    room.text.enter(guest);
    room.text.answer(guest, emptyVector);
    await room.docket.act(sent(decides('act-0001'), 'act-0002'), acting(lead));
    expect(reads(room)).toContain('Every ward should publish short summaries of what');
    expect(guest.got.filter((each) => each === 'update')).toHaveLength(1);
    const batch = journal.appended.at(-1);
    expect(batch?.entries.map(({ document, account }) => [document, account])).toEqual([
      ['draft-0001/text', serverAccount],
      ['draft-0001/docket', lead.account],
    ]);
    expect(batch?.bindings).toMatchObject([{ account: serverAccount }]);
    const [thread] = threads();
    expect(thread?.proposal?.applied).toEqual({
      at: 2_000,
      by: authorOf(reviewer),
      acceptedBy: authorOf(lead),
      wording: 'publish short summaries',
      seq: batch?.entries[0]?.seq,
    });
    expect(thread?.anchor).toMatchObject({
      quote: { exact: 'publish short summaries' },
      state: { is: 'anchored' },
    });
  });

  test('touches only the characters that differ, and keeps how they look', async () => {
    const { room } = await roomWith(sentence);
    const replica = replicaOf(room.text.doc);
    const writer = new TestGuest(editor);
    room.text.enter(writer);
    const update = replica.write((doc) => {
      const { start, end } = passageOf(doc, 'summaries');
      start.text.format(start.offset, end.offset - start.offset, { bold: {} });
    });
    expect(room.text.receive(writer, { number: 1, update }).ok).toBe(true);
    const wording = 'publish summaries and data';
    await room.docket.act(sent(proposes(room, 'publish summaries', wording)), acting(reviewer));
    await room.docket.act(sent(decides('act-0001'), 'act-0002'), acting(lead));
    expect(reads(room)).toContain('"text":"summaries and data","marks":[{"type":"bold"');
  });

  test('[T6] is refused where the passage reads otherwise by now, and nothing is changed', async () => {
    const { room, journal } = await roomWith(sentence);
    await room.docket.act(sent(proposes(room, 'publish summaries', 'share')), acting(reviewer));
    const writer = new TestGuest(editor);
    room.text.enter(writer);
    const update = replicaOf(room.text.doc).write((doc) => {
      const { start } = passageOf(doc, 'summaries');
      start.text.insert(start.offset, 'yearly ');
    });
    room.text.receive(writer, { number: 1, update });
    const before = [reads(room), journal.appended.length];
    const decision = sent(decides('act-0001'), 'act-0002');
    expect(await room.docket.act(decision, acting(lead))).toMatchObject({
      refusal: { code: 'passage-changed' },
    });
    expect([reads(room), journal.appended.length]).toEqual(before);
  });

  test('of no words deletes the passage; its thread and others on it are visible orphans', async () => {
    const { room } = await roomWith(sentence);
    const { threads } = await readerOf(room);
    await room.docket.act(sent(annotates(room, 'summaries of what')), acting(reviewer));
    await room.docket.act(
      sent(proposes(room, ' publish summaries of what it learns', ''), 'act-0002'),
      acting(reviewer),
    );
    await room.docket.act(sent(decides('act-0002'), 'act-0003'), acting(lead));
    expect(reads(room)).toContain('Every ward should.');
    expect(threads().map(({ anchor }) => anchor?.state.is)).toEqual(['orphaned', 'orphaned']);
  });
});

describe('the anchors', () => {
  test('that an edit moves are journalled with it and told once both are on disk', async () => {
    const { room, journal } = await roomWith(sentence);
    await room.docket.act(sent(annotates(room, 'publish summaries')), acting(reviewer));
    const { guest, threads } = await readerOf(room);
    journal.hold();
    const writer = new TestGuest(editor);
    room.text.enter(writer);
    const update = replicaOf(room.text.doc).write((doc) => {
      const { start, end } = passageOf(doc, 'publish ');
      start.text.delete(start.offset, end.offset - start.offset);
    });
    room.text.receive(writer, { number: 1, update });
    expect(journal.appended.at(-1)?.entries.map(({ document }) => document)).toEqual([
      'draft-0001/text',
      'draft-0001/docket',
    ]);
    await turn();
    expect(guest.got).toEqual([]);
    await journal.commit();
    expect(threads()[0]?.anchor?.state).toEqual({ is: 'edited', reads: 'summaries' });
  });

  test('are still looked after once a refused update has made the text anew', async () => {
    const { room } = await roomWith(sentence);
    await room.docket.act(sent(annotates(room, 'publish summaries')), acting(reviewer));
    const { threads } = await readerOf(room);
    const writer = new TestGuest(editor);
    room.text.enter(writer);
    const hostile = replicaOf(room.text.doc).write((doc) =>
      bodyOf(doc).insert(0, [new Y.XmlElement('listItem')]),
    );
    expect(room.text.receive(writer, { number: 1, update: hostile }).ok).toBe(false);
    const update = replicaOf(room.text.doc).write((doc) => {
      const { start, end } = passageOf(doc, 'publish ');
      start.text.delete(start.offset, end.offset - start.offset);
    });
    expect(room.text.receive(writer, { number: 2, update }).ok).toBe(true);
    await turn();
    expect(threads()[0]?.anchor?.state).toEqual({ is: 'edited', reads: 'summaries' });
  });
});

test('updates to the docket are refused, unless they hold nothing new', async () => {
  const { room } = await roomWith(sentence);
  const guest = new TestGuest(lead);
  room.docket.enter(guest);
  const forged = replicaOf(new Y.Doc()).write((doc) => doc.getMap('threads').set('x', 1));
  expect(room.docket.receive(guest, { number: 1, update: forged })).toMatchObject({
    refusal: { code: 'not-your-role' },
  });
  const nothing = Y.encodeStateAsUpdate(new Y.Doc());
  expect(room.docket.receive(guest, { number: 2, update: nothing }).ok).toBe(true);
  await turn();
  expect(guest.got).toEqual(['acknowledged 2']);
});
