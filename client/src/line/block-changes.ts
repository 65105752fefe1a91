/**
 * How one text differs from another, block by block: words that read otherwise in a block that stands, and runs of whole blocks
 * that came, went or became others. Pure. unsent-changes.ts has the shape.
 */
import { cleanBlock, readAlike } from '@gloss/shared/text/block-content';
import { blockContentOf } from '@gloss/shared/text/content';
import { childrenOf } from '@gloss/shared/text/positions';
import { schema } from '@gloss/shared/text/schema';
import type { BlockContent, BlocksWanted } from '@gloss/shared/words/blocks';
import { BlockId } from '@gloss/shared/words/ids';
import * as random from 'lib0/random';
import * as Y from 'yjs';

import { wordsOf } from './blocks.ts';
import { looksOtherwise } from './other-looks.ts';
import { pairedBlocks } from './paired-blocks.ts';
import type { UnsentChange } from './unsent-changes.ts';
import { looseChange } from './unsent-changes.ts';

/**
 * @param server what stands there. @param mine the same text with one's own edits.
 * @param known is asked before two blocks are read, and told of those that read the same.
 * @returns the changes in the order of the text. Throws where a text holds what no schema lets in.
 */
export function blockChanges(
  server: Y.XmlFragment,
  mine: Y.XmlFragment,
  known?: KnownBlocks,
): UnsentChange[] {
  const [theirs, own] = [elementsIn(server), elementsIn(mine)];
  const changes: UnsentChange[] = [];
  let gap: Gap = { follows: null, gone: [], added: [] };
  for (const step of pairedBlocks(theirs, own)) {
    if (!step.there) gap.added.push(step.own);
    else if (!step.own) gap.gone.push(step.there);
    else {
      const { there, own: now } = step;
      changes.push(...changesAt(gap, there));
      gap = { follows: there, gone: [], added: [] };
      if (known?.areSame(there, now)) continue;
      if (isTextChanged(there, now)) {
        gap = { follows: there, gone: [], added: [], changed: now };
        continue;
      }
      const inside = within(there, now);
      changes.push(...inside);
      if (inside.length === 0) known?.areFoundSame(there, now);
    }
  }
  return [...changes, ...changesAt(gap, null)];
}

/** What was found out about the blocks of two texts before, as long as it holds. */
export interface KnownBlocks {
  areSame(there: Y.XmlElement, own: Y.XmlElement): boolean;
  areFoundSame(there: Y.XmlElement, own: Y.XmlElement): void;
}

/** What stands between two blocks that are in both texts. */
interface Gap {
  readonly follows: Y.XmlElement | null;
  /** What `follows` has become, where its words are others: it may have been broken in two, or joined with what is gone. */
  readonly changed?: Y.XmlElement;
  readonly gone: Y.XmlElement[];
  readonly added: Y.XmlElement[];
}

function changesAt(
  { follows, changed, gone, added }: Gap,
  before: Y.XmlElement | null,
): UnsentChange[] {
  const left = gone;
  const came = trimmed(added);
  if (follows && changed) {
    const isOne = isBroken(follows, changed, came) || isJoined(changed, left);
    if (isOne) return replaced([follows, ...gone], [changed, ...added]);
    return [...within(follows, changed), ...changesAt({ follows, gone, added }, before)];
  }
  if (readsSame(left, added) || readsSame(left, came)) return [];
  if (left.length > 0) return replaced(left, came);
  if (came.length === 0) return [];
  return inserted(follows ?? before, follows === null, came);
}

/** What differs within a block that stands in both. */
function within(there: Y.XmlElement, now: Y.XmlElement): UnsentChange[] {
  // Nearly all of them are the same: as strings that is seen soonest.
  if (there.toJSON() === now.toJSON() || readsSame([there], [now])) return [];
  const isSameKind = there.nodeName === now.nodeName && haveSameLook(there, now);
  if (!isSameKind) return replaced([there], [now]);
  if (!isTextblock(there)) {
    const [cells, ownCells] = [cellsIn(there), cellsIn(now)];
    if (cells === null || ownCells === null) return blockChanges(there, now);
    if (cells.length !== ownCells.length || !hasSameRows(there, now))
      return replaced([there], [now]);
    return cells.flatMap((cell, at) => blockChanges(cell, ownCells[at] ?? cell));
  }
  const [before, mine] = [wordsOf(there), wordsOf(now)];
  const isInWords = hasWords(there) && plain(before) !== plain(mine);
  if (!isInWords || (hasWords(now) && looksOtherwise(there, now))) return replaced([there], [now]);
  return [{ ...change('changed', there), before, mine }];
}

/** Enter in the middle: what its end has lost stands in a block behind it. */
function isBroken(there: Y.XmlElement, now: Y.XmlElement, came: readonly Y.XmlElement[]): boolean {
  const [before, mine] = [wordsOf(there), wordsOf(now).trimEnd()];
  const lost = before.startsWith(mine) ? bare(before.slice(mine.length)) : '';
  return lost !== '' && bare(came.map(wordsOf).join('')).includes(lost);
}

/** Backspace at the beginning of a block: its words stand at the end of the one before. */
function isJoined(now: Y.XmlElement, gone: readonly Y.XmlElement[]): boolean {
  const [next] = gone;
  return next !== undefined && wordsOf(now).endsWith(wordsOf(next));
}

function replaced(there: readonly Y.XmlElement[], now: readonly Y.XmlElement[]): UnsentChange[] {
  const [first] = there;
  const bids = there.flatMap((block) => bidOf(block) ?? []);
  const [before, mine] = [linesOf(there), linesOf(now)];
  if (!first || bids.length < there.length) return mine === '' ? [] : [looseChange(mine)];
  const content = contentOf(now);
  const blocks: BlocksWanted =
    now.length === 0 ? { op: 'delete', bids, content: [] } : { op: 'replace', bids, content };
  return [
    { ...change('changed', first), before, mine, blocks, was: contentOf(there), own: ownOf(now) },
  ];
}

function inserted(
  beside: Y.XmlElement | null,
  isBefore: boolean,
  now: readonly Y.XmlElement[],
): UnsentChange[] {
  const [bid, mine] = [beside && bidOf(beside), linesOf(now)];
  if (!beside || !bid) return mine === '' ? [] : [looseChange(mine)];
  const blocks: BlocksWanted = { op: 'insert', bids: [bid], isBefore, content: contentOf(now) };
  return [{ ...change('added', beside), isBefore, mine, blocks, own: ownOf(now) }];
}

function change(is: 'changed' | 'added', block: Y.XmlElement): UnsentChange {
  const bid = bidOf(block) ?? null;
  return { id: random.uuidv4(), is, bid, isBefore: false, before: '', mine: '' };
}

/** Empty paragraphs at either end of new blocks come of Enter, and are nothing that anybody proposes; alone they are meant. */
function trimmed(blocks: readonly Y.XmlElement[]): readonly Y.XmlElement[] {
  const counts = (block: Y.XmlElement) => hasWords(block) || !isTextblock(block);
  if (!blocks.some(counts)) return blocks;
  return blocks.slice(Math.max(0, blocks.findIndex(counts)), blocks.findLastIndex(counts) + 1);
}

function isTextChanged(there: Y.XmlElement, now: Y.XmlElement): boolean {
  const areTexts = isTextblock(there) && there.nodeName === now.nodeName;
  return areTexts && hasWords(there) && wordsOf(there) !== wordsOf(now);
}

function readsSame(one: readonly Y.XmlElement[], other: readonly Y.XmlElement[]): boolean {
  return one.length === other.length && readAlike(contentOf(one), contentOf(other));
}

function haveSameLook(one: Y.XmlElement, other: Y.XmlElement): boolean {
  const look = (block: Y.XmlElement) =>
    contentOf([block]).map(({ type, attrs }): BlockContent => ({ type, ...(attrs && { attrs }) }));
  return readAlike(look(one), look(other));
}

/** The cells of a table; null where it is none. Cells have no ids: with other rows and columns it is another table. */
function cellsIn(block: Y.XmlElement): Y.XmlElement[] | null {
  return block.nodeName === 'table' ? elementsIn(block).flatMap(elementsIn) : null;
}

function hasSameRows(one: Y.XmlElement, other: Y.XmlElement): boolean {
  const shape = (table: Y.XmlElement) =>
    elementsIn(table).map((row) =>
      elementsIn(row)
        .map(({ nodeName }) => nodeName)
        .join(),
    );
  return shape(one).join(';') === shape(other).join(';');
}

function contentOf(blocks: readonly Y.XmlElement[]): BlockContent[] {
  return blocks.map((block) => cleanBlock(blockContentOf(block)));
}

function linesOf(blocks: readonly Y.XmlElement[]): string {
  return blocks.map(wordsOf).join('\n');
}

function ownOf(blocks: readonly Y.XmlElement[]): BlockId[] {
  return blocks.flatMap((block) => bidOf(block) ?? []);
}

function bidOf(block: Y.XmlElement): BlockId | undefined {
  return BlockId.safeParse(block.getAttribute('bid')).data;
}

function elementsIn(parent: Y.XmlFragment): Y.XmlElement[] {
  return [...childrenOf(parent)].filter((child) => child instanceof Y.XmlElement);
}

function hasWords(block: Y.XmlElement): boolean {
  return wordsOf(block).trim() !== '';
}

function isTextblock({ nodeName }: Y.XmlElement): boolean {
  return schema.nodes[nodeName]?.isTextblock ?? false;
}

function bare(words: string): string {
  return words.replaceAll(/\s+/g, '');
}

function plain(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim();
}
