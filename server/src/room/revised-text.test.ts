import type { Act } from '@gloss/shared/rules/acts';
import { person } from '@gloss/shared/rules/scene.fixture';
import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { contentOf } from '@gloss/shared/text/content';
import { block, paragraph, passageOf } from '@gloss/shared/text/fixture';
import { ActId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { revisionOf } from '../exchange/revision.ts';
import type { DraftRoom } from './draft-room.ts';
import { replicaOf, roomWith, TestGuest, turn } from './room.fixture.ts';

const lead = person('lead');
const editor = person('editor');
const bringing = { by: editor.account, at: 2_000 };
const revised = block('doc', paragraph('One two new three.'), paragraph('Another.'));

test('[I4] words that somebody types while the file is compared are there afterwards', async () => {
  const { room } = await roomWith('One two three.');
  const ann = new TestGuest(lead);
  room.text.enter(ann);
  const replica = replicaOf(room.text.doc);
  const revision = revisionOf(Y.encodeStateAsUpdate(room.text.doc), revised);
  const typed = replica.write((doc) => passageOf(doc, 'One').end.text.insert(3, ' typed'));
  expect(room.text.receive(ann, { number: 1, update: typed })).toMatchObject({ ok: true });
  expect(await room.revise(revision, bringing)).toMatchObject({ ok: true });
  expect(reads(room)).toContain('One typed two new three.');
});

test('[E1] [O5] the edit, the anchors it moves and its row are one batch; nobody is told before it is on disk', async () => {
  const { room, journal } = await roomWith('One two three.', 'Gone soon, all of it.');
  await annotated(room, 'Gone soon, all of it.');
  const ann = new TestGuest(lead);
  room.text.enter(ann);
  room.text.answer(ann, Y.encodeStateVector(new Y.Doc()));
  await turn();
  ann.got.length = journal.appended.length = 0;
  journal.hold();
  const answer = room.revise(revisionOf(Y.encodeStateAsUpdate(room.text.doc), revised), bringing);
  await turn();
  expect(ann.got).toEqual([]);
  expect(journal.appended).toHaveLength(1);
  expect(journal.appended[0]).toMatchObject({
    entries: [
      { document: expect.stringMatching(/text$/) as unknown, account: editor.account },
      { document: expect.stringMatching(/docket$/) as unknown },
    ],
    bindings: [{ account: editor.account }],
    record: { did: 'revised', by: editor.account },
  });
  await journal.commit();
  expect(ann.got).toEqual(['update']);
  expect(await answer).toMatchObject({
    value: { isChanged: true, threads: { lost: 1, unchanged: 0 } },
  });
});

test('[I4] words that went elsewhere and changed on the way are found, and a person is asked', async () => {
  const [first, second] = [
    'Agencies keep an inventory of all the software that they own and say who answers for it.',
    'Within ninety days the house opens an online place with tools, best practices and schemas.',
  ];
  const { room } = await roomWith(second, first, `${first} More of it stands here.`);
  await annotated(room, 'opens an online place with tools, best practices');
  const moved =
    'Within a year the house opens one online place with guides, tools, best practices and schemas.';
  const after = block(
    'doc',
    ...[first, `${first} More of it stands here.`, moved].map((each) => paragraph(each)),
  );
  const revision = revisionOf(Y.encodeStateAsUpdate(room.text.doc), after);
  expect(await room.revise(revision, bringing)).toMatchObject({
    value: { threads: { toConfirm: 1 } },
  });
});

test('[I4] a sentence that went into another paragraph, which stands, keeps its thread, and a person is asked', async () => {
  const [first, second] = [
    'Agencies keep an inventory of all the software that they own and say who answers for it.',
    'Within ninety days the house opens an online place with tools, best practices and schemas.',
  ];
  const went =
    'Who wrote the software may go on using it, for as long as nobody else has to pay for that.';
  const { room } = await roomWith(`${first} ${went}`, second);
  await annotated(room, 'may go on using it, for as long as nobody else');
  const now = went.replace('nobody else', 'no agency').replace('Who wrote', 'Those who wrote');
  const after = block('doc', ...[first, `${second} ${now}`].map((each) => paragraph(each)));
  const revision = revisionOf(Y.encodeStateAsUpdate(room.text.doc), after);
  expect(await room.revise(revision, bringing)).toMatchObject({
    value: { threads: { toConfirm: 1, lost: 0 } },
  });
});

test.each([
  ['in other company: a person is asked', 'Nobody has yet seen', 1],
  ['in the same: nobody is', 'The agencies will publish', 0],
])(
  '[I5] [L4] a few words that came with another sentence, %s',
  async (_name, sentence, toConfirm) => {
    const filler =
      'Agencies keep an inventory of all the software that they own and say who answers for it.';
    const { room } = await roomWith(
      filler,
      'The agencies will publish a review of the evidence by the end of May.',
    );
    await annotated(room, 'a review of the evidence by');
    const now = `${sentence} a review of the evidence by the end of ${toConfirm ? 'all that' : 'May'}.`;
    const after = block('doc', ...[now, filler, 'And so on.'].map((each) => paragraph(each)));
    const revision = revisionOf(Y.encodeStateAsUpdate(room.text.doc), after);
    const blind = { ...revision, carried: [] };
    expect(await room.revise(blind, bringing)).toMatchObject({ value: { threads: { toConfirm } } });
  },
);

test('[I5] [L4] about very few words a person is asked in any company', async () => {
  const filler =
    'Agencies keep an inventory of all the software that they own and say who answers for it.';
  const sentence = 'Nobody answers for the performance of official duties alone.';
  const { room } = await roomWith(filler, sentence);
  await annotated(room, 'the performance of');
  const after = block('doc', ...[sentence, filler, 'And so on.'].map((each) => paragraph(each)));
  const revision = revisionOf(Y.encodeStateAsUpdate(room.text.doc), after);
  expect(await room.revise(revision, bringing)).toMatchObject({
    value: { threads: { toConfirm: 1 } },
  });
});

test('[I5] [L1] of a passage of which only its last signs stay, nothing stays', async () => {
  const { room } = await roomWith('Nobody knows (see Appendix A: Definitions).');
  await annotated(room, 'Definitions).');
  const after = block('doc', paragraph('Nobody knows (see what stands elsewhere).'));
  const revision = revisionOf(Y.encodeStateAsUpdate(room.text.doc), after);
  expect(await room.revise(revision, bringing)).toMatchObject({ value: { threads: { lost: 1 } } });
});

test('[I4] [T10] an older text over a newer one brings words back, and their thread is on them', async () => {
  const older = 'Agencies keep an inventory of all the software that they own.';
  const { room } = await roomWith(older);
  await annotated(room, 'an inventory of all the software');
  for (const [words, threads] of [
    ['Nothing of what was said stands here any more.', { lost: 1 }],
    [older, { found: 1, toConfirm: 0 }],
  ] as const) {
    const text = block('doc', paragraph(words));
    const revision = revisionOf(Y.encodeStateAsUpdate(room.text.doc), text);
    expect(await room.revise(revision, bringing)).toMatchObject({ value: { threads } });
  }
});

test('[I4] the same text is no edit', async () => {
  const { room, journal } = await roomWith('One two three.');
  const revision = revisionOf(
    Y.encodeStateAsUpdate(room.text.doc),
    block('doc', paragraph('One two three.')),
  );
  expect(revision.update).toBeNull();
  expect(await room.revise(revision, bringing)).toMatchObject({ value: { isChanged: false } });
  expect(journal.appended).toEqual([]);
});

test('[I2] an edit that does not fit any more is refused and changes nothing', async () => {
  const { room, journal } = await roomWith('One two three.');
  const before = reads(room);
  // Another text: this edit is of one that was never here.
  const other = new Y.Doc();
  other.getXmlFragment('body').push([new Y.XmlElement('paragraph')]);
  const revision = revisionOf(Y.encodeStateAsUpdate(other), revised);
  const invalid = new Y.Doc();
  invalid.getXmlFragment('body').push([new Y.XmlElement('listItem')]);
  for (const update of [revision.update, Y.encodeStateAsUpdate(invalid)]) {
    const answer = await room.revise({ update, carried: [] }, bringing);
    expect(answer).toMatchObject({ ok: false });
    expect(!answer.ok && answer.refusal.sentence).toContain('Nothing was changed.');
  }
  expect(reads(room)).toBe(before);
  expect(journal.appended).toEqual([]);
});

function reads(room: DraftRoom): string {
  return JSON.stringify(contentOf(bodyOf(room.text.doc)));
}

async function annotated(room: DraftRoom, words: string): Promise<void> {
  const { start, end } = passageOf(room.text.doc, words);
  const selected = selectedBetween(bodyOf(room.text.doc), start, end);
  if (!selected) throw new Error('There are no such words.');
  const act: Act = { act: 'annotate', selected, body: 'Hm', type: 'general', labels: [] };
  const done = await room.docket.act(
    { id: ActId.parse('act-00001'), act },
    { actor: lead, participants: [lead], at: 1_500 },
  );
  expect(done).toMatchObject({ ok: true });
}
