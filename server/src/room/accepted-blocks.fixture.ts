/** A draft in which whole blocks are proposed: who proposes, who decides, a hand that edits, and what is to be seen. */
import type { Act } from '@gloss/shared/rules/acts';
import { readThreads } from '@gloss/shared/rules/docket';
import { people, person } from '@gloss/shared/rules/scene.fixture';
import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { faceOf } from '@gloss/shared/text/compare';
import type { JSONContent } from '@gloss/shared/text/content';
import { contentOf } from '@gloss/shared/text/content';
import { passageOf } from '@gloss/shared/text/fixture';
import { lineOf } from '@gloss/shared/text/reading';
import type { BlocksWanted } from '@gloss/shared/words/blocks';
import { ActId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import * as Y from 'yjs';

import { replicaOf, roomOf, TestGuest, turn } from './room.fixture.ts';

const lead = person('lead');
const reviewer = person('reviewer');

/** The thread the first act opens. */
export const first = 'act-0001' as Thread['id'];
export const accepted: Extract<Act, { act: 'decide' }> = {
  act: 'decide',
  thread: first,
  as: 'accepted',
  reason: 'Good.',
};
export const takeBack: Extract<Act, { act: 'take-back' }> = {
  act: 'take-back',
  thread: first,
  reason: 'Too early.',
};

/** A proposal as a client sends it, its blocks named by their place in the body. */
export interface Proposed {
  readonly op: BlocksWanted['op'];
  /** Places among the top-level blocks, from 0, or ids. */
  readonly at: readonly (number | string)[];
  readonly isBefore?: boolean;
  readonly content?: readonly JSONContent[];
}

export async function draftOf(...blocks: readonly JSONContent[]) {
  const { room } = await roomOf(...blocks);
  const reader = new TestGuest(person('reader'), false);
  room.docket.enter(reader);
  room.docket.answer(reader, Y.encodeStateVector(new Y.Doc()));
  const writer = new TestGuest(person('editor'));
  room.text.enter(writer);
  const replica = replicaOf(room.text.doc);
  let acts = 0;
  let edits = 0;
  const content = () => contentOf(bodyOf(room.text.doc)).content ?? [];
  const does = async (act: Act, actor = lead): Promise<string> => {
    const sent = { id: ActId.parse(`act-${String((acts += 1)).padStart(4, '0')}`), act };
    const ruling = await room.docket.act(sent, { actor, participants: people, at: 2_000 + acts });
    await turn();
    return ruling.ok ? 'done' : ruling.refusal.code;
  };
  return {
    does,
    content,
    /** @returns what the reviewer is told. */
    proposes: ({ op, at, isBefore = false, content: parts = [] }: Proposed): Promise<string> => {
      const bids = at.map((each) =>
        typeof each === 'number' ? String(content()[each]?.attrs?.['bid']) : each,
      );
      const blocks = { op, bids, content: parts, ...(op === 'insert' && { isBefore }) };
      const act = { act: 'propose', wording: '', body: '', type: 'editorial', labels: [], blocks };
      return does(act as unknown as Act, reviewer);
    },
    annotates: (words: string): Promise<string> => {
      const { start, end } = passageOf(room.text.doc, words);
      const selected = selectedBetween(bodyOf(room.text.doc), start, end);
      if (!selected) throw new Error('There are no such words.');
      const act = { act: 'annotate', selected, body: 'x', type: 'general', labels: [] } as const;
      return does({ ...act, labels: [] }, reviewer);
    },
    /** By hand, over the wire. */
    edit: async (write: (doc: Y.Doc) => void): Promise<void> => {
      Y.applyUpdate(replica.doc, Y.encodeStateAsUpdate(room.text.doc));
      const update = replica.write(write);
      const taken = room.text.receive(writer, { number: (edits += 1), update });
      if (!taken.ok) throw new Error(taken.refusal.code);
      await turn();
    },
    text: () => room.text.doc,
    reads: () => lineOf(bodyOf(room.text.doc)).words,
    /** What everybody sees of it, ids aside. */
    face: () => faceOf({ type: 'doc', content: content() }),
    is: (number = 1): Thread => {
      const found = readThreads(reader.doc).find((each) => each.number === number);
      if (!found) throw new Error('There is no such thread.');
      return found;
    },
  };
}
