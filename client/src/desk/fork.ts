/**
 * A text of one's own beside the shared one, in which a person writes what they mean to propose. It follows the shared text and
 * gives nothing back: what differs between the two is what would be proposed. Real typing in a real replica, so undo, pasting
 * and composing work as everywhere.
 */
import { bodyOf } from '@gloss/shared/text/body';
import { pointsIn, lineOf } from '@gloss/shared/text/reading';
import type { BlockId } from '@gloss/shared/words/ids';
import { equalityDeep } from 'lib0/function';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

import { blockElement } from '../line/blocks.ts';
import type { KeptProposals } from '../line/kept-proposals.ts';
import type { UnsentChange } from '../line/unsent-changes.ts';
import { looseChange } from '../line/unsent-changes.ts';
import { changedWords } from './changed-words.ts';
import { followBlocks } from './follow-blocks.ts';
import { compared } from './fork-changes.ts';
import type { Originals } from './originals.ts';
import { originalsIn } from './originals.ts';
import { putBlocksBack } from './put-blocks-back.ts';

export interface ForkedText {
  /** Mount the editor with its `guid` as the key: after everything was proposed there is another one. */
  readonly doc: Y.Doc;
  /** Nobody else's: where one writes in a text of one's own is nothing to others. */
  readonly awareness: Awareness;
}

export interface Fork {
  text(): ForkedText;
  /** The same array until they are others. Those that lost their place, because others deleted it, are loose and come last. */
  changes(): readonly UnsentChange[];
  /** What the shared text says; always the same. */
  readonly originals: Originals;
  subscribe(listener: () => void): () => void;
  /** Makes the text as the shared one is again where this one change stands; false where it cannot be told apart: undo it by hand. */
  putBack(id: UnsentChange['id']): boolean;
  /** These were proposed: they are no changes any more. With the last of them the text is the shared one again. */
  proposed(ids: ReadonlySet<UnsentChange['id']>): void;
  /** Gives all of them up. */
  discard(): void;
  /** Ends it. @returns what it leaves: to be kept, or for the fork that comes in its place. */
  leave(): KeptProposals | null;
}

export interface ForkWorld {
  readonly shared: Y.Doc;
  readonly epoch: number;
  /** What was kept of it on this epoch. */
  readonly kept: KeptProposals | null;
  keep(now: () => KeptProposals | null): void;
  /** Runs soon after it was last asked to, so that a burst of keys is looked at once. @returns how to run it at once */
  soon(run: () => void): void;
}

export function openFork(world: ForkWorld): Fork {
  const { shared, epoch } = world;
  const listeners = new Set<() => void>();
  let text = forked(shared, world.kept?.update);
  let comparison = compared(shared, text.doc);
  let follower = followBlocks(shared, text.doc);
  let loose: readonly UnsentChange[] = (world.kept?.changes ?? []).filter(
    ({ is }) => is === 'loose',
  );
  let sent: ReadonlyMap<UnsentChange['id'], string> = new Map();
  const { originals, forget } = originalsIn(bodyOf(shared));
  let changes: readonly UnsentChange[] = [];
  let found: readonly UnsentChange[] = [];
  let isWritten = false;
  look();

  /** Compares the two texts. */
  function look(): void {
    found = comparison.changes();
    isWritten = false;
    const now = [
      ...found.filter((change) => sent.get(change.id) !== contentOf(change)),
      ...lostSince(found),
      ...loose,
    ];
    loose = now.filter(({ is }) => is === 'loose');
    if (equalityDeep(now, changes)) return;
    changes = now;
    for (const listener of listeners) listener();
  }

  /** Words that stood in a block which others deleted meanwhile, and went with it. */
  function lostSince(found: readonly UnsentChange[]): UnsentChange[] {
    const isThere = (bid: BlockId) => blockElement(bodyOf(shared), bid) !== null;
    return (
      changes
        // New blocks whose neighbour went stand beside another one.
        .filter(({ id, mine }) => !found.some((each) => each.id === id || each.mine === mine))
        .filter(
          ({ is, bid, mine, blocks }) =>
            (is === 'changed' || blocks) && mine !== '' && bid !== null && !isThere(bid),
        )
        .map(({ mine }) => looseChange(mine))
    );
  }

  function changed(): void {
    isWritten = true;
    world.soon(() => {
      look();
      world.keep(keptNow);
    });
  }

  function keptNow(): KeptProposals | null {
    if (changes.length === 0) return null;
    const update = Y.encodeStateAsUpdate(text.doc, Y.encodeStateVector(shared)).slice();
    return { epoch, update, changes: [...changes] };
  }

  function beforeShared(): void {
    if (isWritten) look();
    follower.before(found);
  }

  function onShared(update: Uint8Array): void {
    forget();
    Y.applyUpdate(text.doc, update, shared);
    follower.after();
    changed();
  }
  shared.on('beforeTransaction', beforeShared);
  shared.on('update', onShared);
  text.doc.on('update', changed);

  function startAnew(): void {
    const left = text;
    text = forked(shared);
    comparison.stop();
    comparison = compared(shared, text.doc);
    follower.stop();
    follower = followBlocks(shared, text.doc);
    text.doc.on('update', changed);
    [loose, sent] = [[], new Map()];
    look();
    world.keep(keptNow);
    // Its editor is still on screen until the next one is.
    setTimeout(() => close(left), 1000);
  }

  return {
    text: () => text,
    changes: () => changes,
    originals,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    putBack(id) {
      const change = changes.find((each) => each.id === id);
      if (change?.is === 'loose') {
        loose = loose.filter((each) => each.id !== id);
        look();
        world.keep(keptNow);
        return true;
      }
      if (change?.blocks) return putBlocksBack(text.doc, shared, change);
      return change !== undefined && writeBack(text.doc, change, changes);
    },
    proposed(ids) {
      const done = changes.filter(({ id }) => ids.has(id));
      sent = new Map([...sent, ...done.map((change) => [change.id, contentOf(change)] as const)]);
      loose = loose.filter(({ id }) => !ids.has(id));
      if (changes.every(({ id }) => ids.has(id))) startAnew();
      else look();
    },
    discard: startAnew,
    leave() {
      listeners.clear();
      look();
      const left = keptNow();
      comparison.stop();
      follower.stop();
      shared.off('beforeTransaction', beforeShared);
      shared.off('update', onShared);
      text.doc.off('update', changed);
      close(text);
      return left;
    },
  };
}

function forked(shared: Y.Doc, own?: Uint8Array): ForkedText {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(shared), shared);
  if (own) Y.applyUpdate(doc, own, shared);
  return { doc, awareness: new Awareness(doc) };
}

function close({ doc, awareness }: ForkedText): void {
  awareness.destroy();
  doc.destroy();
}

/** What is sent of a change, so that the same one is known again. */
function contentOf({ mine, blocks }: UnsentChange): string {
  return blocks ? JSON.stringify(blocks.content) : mine;
}

/** Puts the former words where a change stands, in a block that changes at one or more places. */
function writeBack(own: Y.Doc, change: UnsentChange, all: readonly UnsentChange[]): boolean {
  const { bid, is, before, mine } = change;
  const block = bid && is === 'changed' ? blockElement(bodyOf(own), bid) : null;
  if (block === null || mine === '') return false;
  const { from, to, words } = changedWords(before, mine);
  // Where it stands by now: the changes before it have made the block longer or shorter.
  const moved = all
    .slice(0, all.indexOf(change))
    .filter((each) => each.bid === bid && each.is === 'changed' && !each.blocks)
    .reduce((sum, each) => sum + each.mine.length - each.before.length, 0);
  const at = pointsIn(lineOf(block), from + moved, from + moved + words.length);
  if (at === null || at.start.text !== at.end.text) return false;
  const { text, offset } = at.start;
  own.transact(() => {
    text.delete(offset, words.length);
    text.insert(offset, before.slice(from, to));
  });
  return true;
}
