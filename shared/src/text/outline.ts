/** The sections of a text with their computed numbers. Headings carry no numbers themselves; nobody has to keep them. */
import * as Y from 'yjs';

import { BlockId } from '../words/ids.ts';
import { noBlock } from './block-id.ts';
import type { Point } from './positions.ts';
import { childrenOf, parentOf } from './positions.ts';
import { textsIn, charactersOf } from './reading.ts';

export type HeadingLevel = 1 | 2 | 3 | 4;

/** A heading and what follows it, until the next heading of the same or a higher level. */
export interface Section {
  /** The `bid` of its heading. */
  readonly bid: BlockId;
  readonly title: string;
  readonly level: HeadingLevel;
  /** "2", "2.1"; empty for the document's title. */
  readonly number: string;
}

/**
 * @returns the sections in order. A heading of level 1 that opens the outline and is the only one of its level is the
 * document's title and has no number; all others are numbered by how they nest, so that a skipped level leaves no gap.
 * Headings without words, and headings inside quotations, lists and tables, are no sections.
 */
export function outlineOf(fragment: Y.XmlFragment): Section[] {
  const headings = headingsOf(fragment);
  const titled =
    headings[0]?.level === 1 && headings.filter(({ level }) => level === 1).length === 1;
  const open: { level: HeadingLevel; count: number }[] = [{ level: 1, count: 0 }];
  const sections: Section[] = [];
  for (const [at, heading] of headings.entries())
    sections.push({
      ...heading,
      number: titled && at === 0 ? '' : nextNumber(open, heading.level),
    });
  return sections;
}

/** @returns the section a point stands in, its heading included; null above the first. */
export function sectionAt(fragment: Y.XmlFragment, { text }: Pick<Point, 'text'>): Section | null {
  const block = topLevelOf(fragment, text);
  let bid: BlockId | null = null;
  for (const child of childrenOf(fragment)) {
    bid = headingOf(child)?.bid ?? bid;
    if (child === block) return outlineOf(fragment).find((section) => section.bid === bid) ?? null;
  }
  return null;
}

/**
 * Counts a heading in. `open` holds the counters from the outermost level inwards. A heading that comes back to a level
 * which was skipped goes on with the count of the deeper one: 2, 4, 3 is 1, 1.1, 1.2.
 */
function nextNumber(open: { level: HeadingLevel; count: number }[], level: HeadingLevel): string {
  while ((open.at(-2)?.level ?? 0) >= level) open.pop();
  const last = open.at(-1);
  if (last && (last.count === 0 || last.level >= level)) {
    last.level = level;
    last.count += 1;
  } else open.push({ level, count: 1 });
  return open.map(({ count }) => count).join('.');
}

function headingsOf(fragment: Y.XmlFragment): Omit<Section, 'number'>[] {
  return [...childrenOf(fragment)].map(headingOf).filter((heading) => heading !== null);
}

function headingOf(block: Y.XmlElement | Y.XmlText): Omit<Section, 'number'> | null {
  if (!(block instanceof Y.XmlElement) || block.nodeName !== 'heading') return null;
  const title = titleOf(block);
  if (title === '') return null;
  // y-tiptap keeps numbers as numbers, though Yjs types attributes as strings.
  const level: unknown = block.getAttribute('level');
  const bid = BlockId.safeParse(block.getAttribute('bid'));
  return { bid: bid.success ? bid.data : noBlock, title, level: isLevel(level) ? level : 1 };
}

function titleOf(heading: Y.XmlElement): string {
  let title = '';
  for (const { text, breaks } of textsIn(heading))
    title += (breaks ? ' ' : '') + charactersOf(text);
  return title.trim();
}

function isLevel(level: unknown): level is HeadingLevel {
  return level === 1 || level === 2 || level === 3 || level === 4;
}

function topLevelOf(fragment: Y.XmlFragment, text: Y.XmlText): Y.XmlFragment | Y.XmlText | null {
  let block: Y.XmlFragment | Y.XmlText = text;
  for (let parent = parentOf(block); parent; block = parent, parent = parentOf(block))
    if (parent === fragment) return block;
  return null;
}
