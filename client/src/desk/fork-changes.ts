/** What a text of one's own changes in the shared one: one entry for each contiguous change, so that each is decided for itself. Pure. */
import { bodyOf } from '@gloss/shared/text/body';
import { wordingRuns } from '@gloss/shared/text/wording-runs';
import type * as Y from 'yjs';

import { blockChanges } from '../line/block-changes.ts';
import type { UnsentChange } from '../line/unsent-changes.ts';

/** @returns the changes in the order of the text. The same change has the same id, however often it is asked. */
export function changesInFork(shared: Y.Doc, own: Y.Doc): UnsentChange[] {
  return blockChanges(bodyOf(shared), bodyOf(own)).flatMap((change) => {
    const what = change.blocks ? `${change.blocks.op}:${change.blocks.bids.length}` : change.is;
    const name = `${what}:${change.bid ?? ''}${change.isBefore ? ':before' : ''}`;
    return apart(change).map((each, at) => ({ ...each, id: `${name}:${at}` }));
  });
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
