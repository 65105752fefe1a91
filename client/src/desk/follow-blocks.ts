/**
 * A text of one's own follows the shared one letter by letter, as Yjs does it. Where one has made a heading of a paragraph, broken
 * it or carried it elsewhere, its letters are others, and those that people write in the shared one would stay away: these are
 * carried over here. Otherwise what is proposed would take their words back.
 */
import { cleanBlock, readAlike } from '@gloss/shared/text/block-content';
import { bodyOf } from '@gloss/shared/text/body';
import { blockContentOf } from '@gloss/shared/text/content';
import { namedBlocks } from '@gloss/shared/text/named-blocks';
import { childrenOf } from '@gloss/shared/text/positions';
import { reviseBlocks } from '@gloss/shared/text/revise';
import type { BlockContent } from '@gloss/shared/words/blocks';
import { BlockId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

import type { UnsentChange } from '../line/unsent-changes.ts';
import { mergeBlocks } from './merge-blocks.ts';

/** Some blocks of the shared text, and those of one's own that came of them. */
interface Counterpart {
  readonly bids: readonly BlockId[];
  readonly own: readonly BlockId[];
}

/** The same, with what they read before others wrote in them. */
interface Watched extends Counterpart {
  readonly base: readonly BlockContent[];
  readonly mine: readonly BlockContent[];
}

export interface BlockFollower {
  /** Others are about to write: looks at what could stay behind. @param changes those of now */
  before(changes: readonly UnsentChange[]): void;
  /** They have written, in both texts: brings over what stayed behind. */
  after(): void;
  stop(): void;
}

export function followBlocks(shared: Y.Doc, own: Y.Doc): BlockFollower {
  let rebuilt: readonly BlockId[] | null = null;
  let watched: readonly Watched[] = [];
  // What was read stays read until somebody writes there.
  const known = new Map<string, Watched>();
  const touched = new Set<unknown>();
  const look = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    if (events.some(({ target }) => !(target instanceof Y.XmlText))) rebuilt = null;
    for (const { target } of events)
      for (let at: unknown = target; at instanceof Y.AbstractType; at = at.parent)
        if (at instanceof Y.XmlElement) touched.add(at.getAttribute('bid'));
  };
  const isTouched = ({ bids, own: owns }: Counterpart): boolean =>
    [...bids, ...owns].some((bid) => touched.has(bid));
  const read = (pair: Counterpart): Watched[] => {
    const name = [...pair.bids, ':', ...pair.own].join();
    const was = known.get(name);
    if (was) return [was];
    const [base, mine] = [contentOf(shared, pair.bids), contentOf(own, pair.own)];
    if (base === null || mine === null) return [];
    const now = { ...pair, base, mine };
    known.set(name, now);
    return [now];
  };
  const bodies = [bodyOf(shared), bodyOf(own)];
  for (const body of bodies) body.observeDeep(look);
  return {
    before(changes) {
      for (const [name, each] of known) if (rebuilt === null || isTouched(each)) known.delete(name);
      touched.clear();
      rebuilt ??= rebuiltIn(bodyOf(shared), bodyOf(own));
      const others = new Set(rebuilt);
      const groups = changes.flatMap(({ blocks, own: owns = [] }): Counterpart[] => {
        if (blocks?.op !== 'replace' || owns.length === 0) return [];
        const { bids } = blocks;
        // Block for block the same to Yjs: it has brought the words along.
        const isSame = owns.length === bids.length && !owns.some((bid) => others.has(bid));
        return isSame ? [] : [{ bids, own: owns }];
      });
      const grouped = new Set(groups.flatMap(({ bids }) => bids));
      const alone = rebuilt.filter((bid) => !grouped.has(bid));
      watched = [...groups, ...alone.map((bid) => ({ bids: [bid], own: [bid] }))].flatMap(read);
    },
    after() {
      for (const each of watched.filter(isTouched)) follow(shared, own, each);
      watched = [];
    },
    stop() {
      for (const body of bodies) body.unobserveDeep(look);
    },
  };
}

/** Where both have changed the same words, one's own stay as they are; the difference shows that they would take others back. */
function follow(shared: Y.Doc, own: Y.Doc, { bids, own: owns, base, mine }: Watched): void {
  const [theirs, place] = [contentOf(shared, bids), namedBlocks(own, owns)];
  if (theirs === null || place === null || readAlike(theirs, base)) return;
  const wanted = mergeBlocks(base, theirs, mine) ?? mine;
  const now = contentOf(own, owns);
  if (now === null || readAlike(now, wanted)) return;
  own.transact((transaction) => reviseBlocks(transaction, place, wanted, owns), shared);
}

function contentOf(doc: Y.Doc, bids: readonly BlockId[]): BlockContent[] | null {
  const named = namedBlocks(doc, bids);
  return named && named.blocks.map((block) => cleanBlock(blockContentOf(block)));
}

/** The outermost blocks of one's own that stand in the shared text under the same id, and are others to Yjs. */
function rebuiltIn(shared: Y.XmlFragment, own: Y.XmlFragment): BlockId[] {
  const known = new Map<BlockId, string>();
  const learn = (parent: Y.XmlFragment): void => {
    for (const child of childrenOf(parent)) {
      if (!(child instanceof Y.XmlElement)) continue;
      const bid = bidOf(child);
      if (bid) known.set(bid, nameOf(child));
      learn(child);
    }
  };
  learn(shared);
  const find = (parent: Y.XmlFragment): BlockId[] =>
    [...childrenOf(parent)].flatMap((child) => {
      if (!(child instanceof Y.XmlElement)) return [];
      const bid = bidOf(child);
      const name = bid && known.get(bid);
      return bid && name !== undefined && name !== nameOf(child) ? [bid] : find(child);
    });
  return find(own);
}

function bidOf(block: Y.XmlElement): BlockId | undefined {
  return BlockId.safeParse(block.getAttribute('bid')).data;
}

/** What Yjs calls an element: the same in every replica. */
function nameOf({ _item: item }: Y.XmlElement): string {
  return item ? `${item.id.client}:${item.id.clock}` : '';
}
