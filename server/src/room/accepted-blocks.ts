/**
 * A proposal of whole blocks accepted, or taken back: the server writes the blocks, and the thread then speaks about those that
 * stand there. accepted-wording.ts does it with words.
 */
import { standsOnWords } from '@gloss/shared/text/block-content';
import type { BlocksEdit } from '@gloss/shared/text/blocks-at-hand';
import { blocksAtHand, selectedIn } from '@gloss/shared/text/blocks-at-hand';
import { settle } from '@gloss/shared/text/settle';
import { textBytes } from '@gloss/shared/wire/limits';
import type { Selected } from '@gloss/shared/words/anchor';
import type { Instant } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type { Thread } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

import type { Settled } from './accepted-wording.ts';
import type { WrittenBlocks } from './blocks-edit.ts';
import { bidOf, writeBlocks } from './blocks-edit.ts';
import type { OwnEdit, TextRoom } from './text-room.ts';

/** Does to the text what the rule has granted. A refusal has touched nothing. */
export function acceptBlocks(
  thread: Thread,
  edit: BlocksEdit,
  text: TextRoom,
  at: Instant,
): Ruling<Settled> {
  if (text.bytes + JSON.stringify(edit.to).length > textBytes) return refuse('too-large');
  const written = text.edit(at, (_doc, transaction) => writeBlocks(transaction, edit));
  if (!written.ok) return written;
  if (written.value === null) return grant({ thread, written: null });
  return grant({ thread: afterWriting(thread, written.value, text.doc), written: written.value });
}

function afterWriting(
  thread: Thread,
  { value, entry }: OwnEdit<WrittenBlocks>,
  doc: Y.Doc,
): Thread {
  const { proposal } = thread;
  const { blocks, beside } = value;
  const bids = blocks.flatMap((block) => bidOf(block) ?? []);
  const applied = proposal?.applied && {
    ...proposal.applied,
    seq: entry.seq,
    ...(bids.length > 0 ? { bids } : beside && { beside }),
  };
  return {
    ...onWords(thread, wordsFor(thread, value, doc), doc, entry),
    ...(proposal && applied && { proposal: { ...proposal, applied } }),
  };
}

/** The words of what stands there now; where that has none and is not missed, those beside it. */
function wordsFor(
  { proposal }: Thread,
  { blocks, beside }: WrittenBlocks,
  doc: Y.Doc,
): Selected | null {
  const words = selectedIn(doc, blocks);
  const proposed = proposal?.blocks;
  const isMissed = proposed && standsOnWords(proposed) && blocks.length === 0;
  if (words || !proposed || isMissed) return words;
  const first = blocks[0] && bidOf(blocks[0]);
  const place = first ? { bid: first, isBefore: false } : beside;
  return place ? blocksAtHand(doc).near(place.bid, place.isBefore) : null;
}

/** Where nothing is left to point at, that is said, as with deleted words. */
function onWords(
  thread: Thread,
  words: Selected | null,
  doc: Y.Doc,
  { seq, at }: OwnEdit<WrittenBlocks>['entry'],
): Thread {
  const settled = words && settle(doc, words, seq);
  if (settled?.ok) return { ...thread, anchor: settled.value };
  const { anchor, history } = thread;
  if (anchor === undefined) return thread;
  return {
    ...thread,
    anchor: { ...anchor, seq, state: { is: 'orphaned' } },
    history: [...history, { at, did: 'orphaned', detail: '' }],
  };
}
