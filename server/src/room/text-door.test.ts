import { person } from '@gloss/shared/rules/scene.fixture';
import { bodyOf } from '@gloss/shared/text/body';
import { fillBody } from '@gloss/shared/text/content';
import { block, paragraph, passageOf } from '@gloss/shared/text/fixture';
import { updateParts } from '@gloss/shared/wire/limits';
import { ActId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import type { DraftRoom } from './draft-room.ts';
import { encoded } from './pieces.ts';
import { replicaOf, roomWith, TestGuest, turn } from './room.fixture.ts';
import { TextDoor } from './text-door.ts';

const emptyVector = Uint8Array.of(0);

/** A book of so many paragraphs, pasted behind what stands there: some five parts each. */
function pasted(text: Y.Doc, paragraphs: number): Uint8Array {
  const book = Array.from({ length: paragraphs }, (_, at) => paragraph(`Paragraph ${at} of many.`));
  const pages = new Y.Doc();
  fillBody(pages, block('doc', ...book));
  const clones = bodyOf(pages)
    .toArray()
    .map((each) => each.clone() as Y.XmlElement);
  return replicaOf(text).write((doc) => bodyOf(doc).push(clones));
}

async function roomOfTwo(): Promise<{ room: DraftRoom; ann: TestGuest; ben: TestGuest }> {
  const { room } = await roomWith('One two three.');
  const [ann, ben] = [new TestGuest(person('editor')), new TestGuest(person('lead'))];
  for (const guest of [ann, ben]) {
    room.door.enter(guest);
    await room.door.answer(guest, emptyVector);
  }
  await turn();
  for (const guest of [ann, ben]) guest.got.length = 0;
  return { room, ann, ben };
}

const typed = (text: Y.Doc, words: string) =>
  replicaOf(text).write((doc) => passageOf(doc, 'One').start.text.insert(0, words));

test('[N5] a long update is taken in slices, and read by everyone as one', async () => {
  const { room, ann, ben } = await roomOfTwo();
  const update = pasted(room.text.doc, 3000);
  const taken = room.door.receive(ann, { number: 1, update });
  expect(taken).toBeInstanceOf(Promise);
  expect(await taken).toEqual({ ok: true, value: undefined });
  await room.settled();
  await turn();
  expect(ann.slices.length).toBeGreaterThan(3);
  expect(ann.got).toEqual(['acknowledged 1']);
  expect(ben.got).toEqual(['update']);
  expect(bodyOf(ben.doc).toJSON()).toBe(bodyOf(room.text.doc).toJSON());
  expect(bodyOf(ben.doc).length).toBe(3001);
});

test('[N5] a short update that deletes a whole book is taken in slices, too, and read by everyone as one', async () => {
  const { room, ann, ben } = await roomOfTwo();
  await room.door.receive(ann, { number: 1, update: pasted(room.text.doc, 3000) });
  const slicesBefore = ann.slices.length;
  const update = replicaOf(room.text.doc).write((doc) => bodyOf(doc).delete(1, 3000));
  expect(update.length).toBeLessThan(100);
  expect(await room.door.receive(ann, { number: 2, update })).toMatchObject({ ok: true });
  await room.settled();
  await turn();
  expect(ann.slices.length - slicesBefore).toBeGreaterThan(3);
  expect(bodyOf(room.text.doc).length).toBe(1);
  expect(bodyOf(ben.doc).toJSON()).toBe(bodyOf(room.text.doc).toJSON());
});

test('[N5] and one that deletes a single block, of which Yjs would look at every letter for every other', async () => {
  const { room, ann, ben } = await roomOfTwo();
  const page = new Y.XmlElement<Record<string, never>>('paragraph');
  const letters = new Y.XmlText();
  const backwards = replicaOf(room.text.doc).write((doc) => {
    bodyOf(doc).push([page]);
    page.insert(0, [letters]);
    letters.insert(0, 'b', { bold: {} });
    for (let each = 0; each < 30_000; each++) letters.insert(0, 'x', { bold: null });
  });
  expect(await room.door.receive(ann, { number: 1, update: backwards })).toMatchObject({
    ok: true,
  });
  await turn();
  const { client, clock } = page._item?.id ?? { client: 0, clock: 0 };
  const update = encoded([], new Map([[client, [{ clock, len: 1 }]]]));
  const taken = room.door.receive(ann, { number: 2, update });
  expect(taken).toBeInstanceOf(Promise);
  expect(await taken).toMatchObject({ ok: true });
  await room.settled();
  await turn();
  expect(bodyOf(room.text.doc).length).toBe(1);
  expect(bodyOf(ben.doc).toJSON()).toBe(bodyOf(room.text.doc).toJSON());
});

test('[N5] other drafts go on meanwhile', async () => {
  const [long, other] = [await roomOfTwo(), await roomOfTwo()];
  const taking = { isOver: false };
  const update = pasted(long.room.text.doc, 3000);
  const taken = Promise.resolve(long.room.door.receive(long.ann, { number: 1, update }));
  void taken.then(() => (taking.isOver = true));
  let edits = 0;
  for (; !taking.isOver; edits += 1) {
    const edit = typed(other.room.text.doc, 'x');
    expect(other.room.door.receive(other.ann, { number: edits + 1, update: edit })).toMatchObject({
      ok: true,
    });
    await turn();
  }
  expect(edits).toBeGreaterThan(3);
});

test('[N5] control: what is not taken in slices leaves nobody a turn', async () => {
  const { room, ann } = await roomOfTwo();
  const door = new TextDoor(room.text, Infinity);
  const taken = door.receive(ann, { number: 1, update: pasted(room.text.doc, 3000) });
  expect([taken, ann.slices]).toEqual([{ ok: true, value: undefined }, []]);
});

test('[N5] who wants the same text meanwhile gets it whole: nobody is shown half of an edit, or writes in it', async () => {
  const { room, ann, ben } = await roomOfTwo();
  const edit = typed(room.text.doc, 'Zero. ');
  const taken = room.door.receive(ann, { number: 1, update: pasted(room.text.doc, 3000) });
  const order: string[] = [];
  const noted = (what: string, done: unknown) =>
    Promise.resolve(done).then((outcome) => {
      order.push(what);
      return outcome;
    });
  const cem = new TestGuest(person('reader'), false);
  room.door.enter(cem);
  const all = [
    noted('the long one', taken),
    noted('an edit', room.door.receive(ben, { number: 1, update: edit })),
    noted('an answer', room.door.answer(cem, emptyVector)),
    noted(
      'an act',
      room.docket.act(
        {
          id: ActId.parse('act-0001'),
          act: { act: 'annotate', body: 'Why?', type: 'general', labels: [] },
        },
        { actor: person('lead'), participants: [person('lead')], at: 1 },
      ),
    ),
    noted(
      'a reader',
      room.text.turns.inTurn(() => bodyOf(room.text.doc).length),
    ),
  ];
  for (let at = 0; at < 3; at += 1) await turn();
  expect(order).toEqual([]);
  const outcomes = await Promise.all(all);
  expect(order[0]).toBe('the long one');
  expect(outcomes.slice(0, 4)).toEqual(
    Array.from({ length: 4 }, () => expect.objectContaining({ ok: true })),
  );
  expect(outcomes[4]).toBe(3001);
  await room.settled();
  await turn();
  expect(bodyOf(cem.doc).toJSON()).toBe(bodyOf(room.text.doc).toJSON());
  expect(bodyOf(cem.doc).toJSON()).toContain('Zero. One');
});

test('[E7] a long update of which the end fits no draft is refused, and changes nothing for others', async () => {
  const { room, ann, ben } = await roomOfTwo();
  const before = Y.encodeStateAsUpdate(room.text.doc);
  const replica = new Y.Doc();
  Y.applyUpdate(replica, before);
  const known = Y.encodeStateVector(replica);
  Y.applyUpdate(replica, pasted(room.text.doc, 2000));
  bodyOf(replica).push([new Y.XmlElement('script')]);
  const update = Y.encodeStateAsUpdate(replica, known);
  expect(await room.door.receive(ann, { number: 1, update })).toMatchObject({
    ok: false,
    refusal: { code: 'update-invalid' },
  });
  expect(Y.encodeStateAsUpdate(room.text.doc)).toEqual(before);
  const edit = typed(room.text.doc, 'Still ');
  expect(await room.door.receive(ben, { number: 1, update: edit })).toMatchObject({ ok: true });
  await room.settled();
  await turn();
  expect(ben.got).toEqual(['acknowledged 1']);
  expect(ann.got).toEqual(['update']);
});

test('[N2] more parts than an update may have are refused with what to do, before they are read', async () => {
  const { room, ann } = await roomOfTwo();
  const most = manyParts(updateParts);
  const tooMany = manyParts(updateParts + 1);
  expect(await room.door.receive(ann, { number: 1, update: tooMany })).toMatchObject({
    ok: false,
    refusal: { code: 'too-large', sentence: expect.stringContaining('in several updates') },
  });
  // As many as it may have are looked at: these are of no draft.
  expect(await room.door.receive(ann, { number: 2, update: most })).toMatchObject({
    refusal: { code: 'update-invalid' },
  });
});

/** An update of so many parts: a list of single values, which no draft has. */
function manyParts(count: number): Uint8Array {
  const doc = new Y.Doc();
  const list = doc.getArray('body');
  doc.transact(() => {
    for (let each = 0; each < count; each += 1) list.insert(0, ['x']);
  });
  return Y.encodeStateAsUpdate(doc);
}
