/** The content of whole blocks, as proposals carry it: in one form, without ids, and only what fits the schema. */
import { Node } from '@tiptap/pm/model';

import type { BlockContent, ProposedBlocks } from '../words/blocks.ts';
import { blocksJsonLength } from '../words/blocks.ts';
import type { Ruling } from '../words/refusal.ts';
import { grant, refuse } from '../words/refusal.ts';
import { toWhole } from '../words/text.ts';
import { longestPassage } from './anchor.ts';
import { fitsContent } from './check.ts';
import { faceOf } from './compare.ts';
import type { JSONContent } from './content.ts';
import { toPlain } from './plain.ts';
import { schema } from './schema.ts';

/**
 * @param given what a client sent: of any form and depth.
 * @returns the same as the schema writes it. Refuses `blocks-unfit` where it does not fit, wherever it may come to stand;
 * `too-large` where it is longer than `blocksJsonLength` or has more than `longestPassage` characters.
 */
export function cleanBlocks(given: readonly BlockContent[]): Ruling<BlockContent[]> {
  const parts = given as readonly JSONContent[];
  if (!parts.every((part) => schema.nodes[part.type ?? '']?.isBlock && fitsContent(part)))
    return refuse('blocks-unfit');
  const json = JSON.stringify(parts.map(cleanBlock));
  const content = JSON.parse(json, wholeText) as BlockContent[];
  const isLong = json.length > blocksJsonLength;
  return isLong || wordsOf(content).length > longestPassage ? refuse('too-large') : grant(content);
}

function wholeText(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? toWhole(value) : value;
}

/** @returns a block of a text in that form: with what the schema says of it, without ids. Throws where it does not fit. */
export function cleanBlock(part: JSONContent): BlockContent {
  return bare(Node.fromJSON(schema, part).toJSON() as JSONContent);
}

/** @returns whether two rows of blocks say the same and look the same, whatever their ids. */
export function readAlike(one: readonly BlockContent[], other: readonly BlockContent[]): boolean {
  return faceOf(parentOf(one)) === faceOf(parentOf(other));
}

/** @returns their plain words, a line for each block that holds some. */
export function wordsOf(content: readonly BlockContent[]): string {
  return toPlain(parentOf(content));
}

/**
 * @returns whether the words of its thread are those that would go. New blocks, and those that replace blocks without a word, stand
 * beside the words of their thread.
 */
export function standsOnWords({ op, was }: ProposedBlocks): boolean {
  return op !== 'insert' && wordsOf(was).trim() !== '';
}

function parentOf(content: readonly BlockContent[]): JSONContent {
  return { type: 'doc', content: content as JSONContent[] };
}

function bare({ attrs, content, ...part }: JSONContent): BlockContent {
  const told = Object.entries(attrs ?? {}).filter(
    ([name, value]) => name !== 'bid' && value !== null,
  );
  return {
    ...part,
    ...(told.length > 0 && { attrs: Object.fromEntries(told) }),
    ...(content && { content: content.map(bare) }),
  } as BlockContent;
}
