/** How many threads await a decision in each section, its subsections included: the numbers in the outline. */
import { bodyOf } from '@gloss/shared/text/body';
import type { Section } from '@gloss/shared/text/outline';
import type { BlockId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { awaitsDecision, isOrphaned } from '@gloss/shared/words/thread';
import * as Y from 'yjs';

/** One walk over the blocks, then one look-up for each thread: by the block in which its words began. */
export function awaitingBySection(
  text: Y.Doc,
  sections: readonly Section[],
  threads: readonly Thread[],
): Map<BlockId, number> {
  const sectionOf = sectionsOfBlocks(bodyOf(text), new Set(sections.map(({ bid }) => bid)));
  const above = ancestorsIn(sections);
  const counts = new Map<BlockId, number>();
  for (const thread of threads) {
    if (!awaitsDecision(thread) || thread.anchor === undefined || isOrphaned(thread)) continue;
    const section = sectionOf.get(thread.anchor.span.bid);
    if (section === undefined) continue;
    for (const each of [section, ...(above.get(section) ?? [])])
      counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return counts;
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
