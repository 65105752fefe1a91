/**
 * A proposal accepted, or taken back: the server writes the wording into the text, and the thread then speaks about the
 * words that stand there.
 */
import type { Effect } from '@gloss/shared/rules/scene';
import { readQuote, spanBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { gapAt } from '@gloss/shared/text/gap';
import type { Anchor } from '@gloss/shared/words/anchor';
import type { Instant } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant } from '@gloss/shared/words/refusal';
import type { Thread } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

import type { Written } from './passage-edit.ts';
import { writePassage } from './passage-edit.ts';
import type { OwnEdit, TextRoom } from './text-room.ts';

/** A thread as it is once its effect on the text is done; `written` is absent where there was none. */
export interface Settled {
  readonly thread: Thread;
  readonly written: OwnEdit<unknown> | null;
}

/** Does to the text what an effect asks for, if anything. Refuses `passage-changed`, and then nothing was touched. */
export function acceptWording(
  { thread, edit }: Effect,
  text: TextRoom,
  at: Instant,
): Ruling<Settled> {
  if (!edit) return grant({ thread, written: null });
  const written = text.edit(at, (doc) => writePassage(doc, edit));
  if (!written.ok) return written;
  if (written.value === null) return grant({ thread, written: null });
  const isFirst = edit.replaces === thread.proposal?.replaces;
  const rewritten = afterWriting(thread, written.value, text.doc, isFirst);
  return grant({ thread: rewritten, written: written.value });
}

/** @param isFirst whether the words that stood there are those that were there before the proposal, and not accepted ones. */
function afterWriting(
  thread: Thread,
  { value, entry }: OwnEdit<Written>,
  doc: Y.Doc,
  isFirst: boolean,
): Thread {
  const { anchor, proposal, history } = thread;
  const { wording, start, passage, former } = value;
  const hadMarks = former.some(({ marks }) => Object.keys(marks).length > 0);
  const applied = proposal?.applied && {
    ...proposal.applied,
    wording,
    seq: entry.seq,
    ...(passage === null && { place: gapAt(doc, start) }),
    ...(isFirst && hadMarks && { former: [...former] }),
  };
  return {
    ...thread,
    ...(proposal && applied && { proposal: { ...proposal, applied } }),
    ...(anchor && { anchor: anchorAfter(anchor, value, entry.seq, doc) }),
    ...(passage === null && {
      history: [...history, { at: entry.at, did: 'orphaned' as const, detail: '' }],
    }),
  };
}

/** The words it spoke about were replaced on purpose: that is no loss. Where they were deleted, nothing is left to point at. */
function anchorAfter(anchor: Anchor, { passage }: Written, seq: number, doc: Y.Doc): Anchor {
  if (passage === null) return { ...anchor, seq, state: { is: 'orphaned' } };
  const { start, end } = passage;
  const quote = readQuote(bodyOf(doc), start, end);
  return { ...anchor, span: spanBetween(start, end), quote, seq, state: { is: 'anchored' } };
}
