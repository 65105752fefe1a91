/** How many threads await a decision in each section, its subsections included: the numbers in the outline. */
import { bodyOf } from '@gloss/shared/text/body';
import type { Section } from '@gloss/shared/text/outline';
import type { BlockId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { awaitsDecision, isOrphaned } from '@gloss/shared/words/thread';
import * as Y from 'yjs';

import { changedThreads } from '../../desk/changed-threads.ts';

/** Counts for one text; see `keepAwaiting`. */
export interface Awaiting {
  /** @returns how many there are now; a section without any is not in it. The same map while no number is another. */
  count(sections: readonly Section[], threads: readonly Thread[]): ReadonlyMap<BlockId, number>;
  /** Notices from now on that blocks come and go. @returns what ends that. */
  follow(): () => void;
}

/**
 * @param counted told of each thread that is looked at: all of them where headings or blocks came or went, otherwise those
 * that are others than in the list before.
 */
export function keepAwaiting(text: Y.Doc, counted: () => void = () => undefined): Awaiting {
  const body = bodyOf(text);
  let isOutdated = true;
  let [outline, before]: [readonly Section[], readonly Thread[]] = [[], []];
  let sectionOf: ReadonlyMap<unknown, BlockId> = new Map();
  let above: ReadonlyMap<BlockId, readonly BlockId[]> = new Map();
  let counts: ReadonlyMap<BlockId, number> = new Map();

  const outdate = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]) => {
    isOutdated ||= events.some(({ target }) => !(target instanceof Y.XmlText));
  };
  const add = (to: Map<BlockId, number>, thread: Thread, by: 1 | -1) => {
    counted();
    if (!awaitsDecision(thread) || thread.anchor === undefined || isOrphaned(thread)) return;
    const section = sectionOf.get(thread.anchor.span.bid);
    if (section === undefined) return;
    for (const each of [section, ...(above.get(section) ?? [])]) {
      const now = (to.get(each) ?? 0) + by;
      if (now === 0) to.delete(each);
      else to.set(each, now);
    }
  };
  return {
    count(sections, threads) {
      const isAnew = isOutdated || sections !== outline;
      if (isAnew) {
        sectionOf = sectionsOfBlocks(body, new Set(sections.map(({ bid }) => bid)));
        above = ancestorsIn(sections);
      }
      const next = new Map(isAnew ? [] : counts);
      const { left, came } = changedThreads(isAnew ? [] : before, threads);
      for (const thread of left) add(next, thread, -1);
      for (const thread of came) add(next, thread, 1);
      [isOutdated, outline, before] = [false, sections, threads];
      return (counts = isSame(next, counts) ? counts : next);
    },
    follow() {
      isOutdated = true;
      body.observeDeep(outdate);
      return () => body.unobserveDeep(outdate);
    },
  };
}

function isSame(one: ReadonlyMap<BlockId, number>, other: ReadonlyMap<BlockId, number>): boolean {
  return one.size === other.size && [...one].every(([bid, count]) => other.get(bid) === count);
}

/** @returns a block's id → the section it stands in; blocks above the first heading are left out. */
function sectionsOfBlocks(
  body: Y.XmlFragment,
  headings: ReadonlySet<BlockId>,
): Map<unknown, BlockId> {
  const sectionOf = new Map<unknown, BlockId>();
  let section: BlockId | undefined;
  const note = (block: Y.XmlElement) => {
    if (section !== undefined) sectionOf.set(block.getAttribute('bid'), section);
    for (const child of block.toArray()) if (child instanceof Y.XmlElement) note(child);
  };
  for (const block of body.toArray()) {
    if (!(block instanceof Y.XmlElement)) continue;
    const bid = block.getAttribute('bid') as BlockId | undefined;
    if (bid !== undefined && headings.has(bid)) section = bid;
    note(block);
  }
  return sectionOf;
}

/** @returns for each section those it stands in. The document's title, which has no number, holds nobody's count. */
function ancestorsIn(sections: readonly Section[]): Map<BlockId, BlockId[]> {
  const ancestors = new Map<BlockId, BlockId[]>();
  let open: Section[] = [];
  for (const section of sections) {
    open = open.filter(({ level, number }) => level < section.level && number !== '');
    ancestors.set(
      section.bid,
      open.map(({ bid }) => bid),
    );
    open.push(section);
  }
  return ancestors;
}
