/** What a text of one's own changes in the shared one: one entry for each contiguous change, so that each is decided for itself. */
import { bodyOf } from '@gloss/shared/text/body';
import { wordingRuns } from '@gloss/shared/text/wording-runs';
import * as Y from 'yjs';

import type { KnownBlocks } from '../line/block-changes.ts';
import { blockChanges } from '../line/block-changes.ts';
import type { UnsentChange } from '../line/unsent-changes.ts';

/** @returns the changes in the order of the text. The same change has the same id, however often it is asked. */
export function changesInFork(shared: Y.Doc, own: Y.Doc, known?: KnownBlocks): UnsentChange[] {
  return blockChanges(bodyOf(shared), bodyOf(own), known).flatMap((change) => {
    const what = change.blocks ? `${change.blocks.op}:${change.blocks.bids.length}` : change.is;
    const name = `${what}:${change.bid ?? ''}${change.isBefore ? ':before' : ''}`;
    return apart(change).map((each, at) => ({ ...each, id: `${name}:${at}` }));
  });
}

/** Two texts that go on changing. */
export interface Comparison {
  /** The same as `changesInFork`. Of the blocks that were the same, those are read in which something was written since. */
  changes(): UnsentChange[];
  stop(): void;
}

export function compared(shared: Y.Doc, own: Y.Doc): Comparison {
  const bodies = [bodyOf(shared), bodyOf(own)];
  const owns = new WeakMap<Y.XmlElement, Y.XmlElement>();
  const theirs = new WeakMap<Y.XmlElement, Y.XmlElement>();
  const known: KnownBlocks = {
    areSame: (there, now) => owns.get(there) === now && theirs.get(now) === there,
    areFoundSame(there, now) {
      owns.set(there, now);
      theirs.set(now, there);
    },
  };
  const forget = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const { target } of events)
      for (let at: unknown = target; at instanceof Y.AbstractType; at = at.parent)
        if (at instanceof Y.XmlElement) {
          owns.delete(at);
          theirs.delete(at);
        }
  };
  for (const body of bodies) body.observeDeep(forget);
  return {
    changes: () => changesInFork(shared, own, known),
    stop() {
      for (const body of bodies) body.unobserveDeep(forget);
    },
  };
}

/** A block that changes in several places: each time the whole block as it is now, with one of the changes in it. */
function apart(change: UnsentChange): UnsentChange[] {
  const { is, before, mine, blocks } = change;
  if (blocks || is !== 'changed' || mine === '' || before === '') return [change];
  const runs = wordingRuns(before, mine);
  const hunks: UnsentChange[] = [];
  let read = 0;
  for (let at = 0; at < runs.length;) {
    if (runs[at]?.kind === 'same') {
      read += runs[at]?.text.length ?? 0;
      at += 1;
      continue;
    }
    let [gone, came] = ['', ''];
    for (; at < runs.length && runs[at]?.kind !== 'same'; at += 1) {
      if (runs[at]?.kind === 'gone') gone += runs[at]?.text ?? '';
      else came += runs[at]?.text ?? '';
    }
    hunks.push({
      ...change,
      mine: before.slice(0, read) + came + before.slice(read + gone.length),
    });
    read += gone.length;
  }
  return hunks;
}
