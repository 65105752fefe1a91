/** Blocks while somebody writes them on a card: what its editor begins with, and what comes of it. Pure; the page brings the editor. */
import { cleanBlock } from '@gloss/shared/text/block-content';
import type { JSONContent } from '@gloss/shared/text/content';
import type { BlockContent } from '@gloss/shared/words/blocks';
import type { ReactElement } from 'react';

/** What an editor of a few blocks is handed. It is opened once with `content` and goes its own way from there. */
export interface BlocksFieldProps {
  /** Above the field, and its name for those who listen. */
  readonly label: string;
  readonly content: readonly BlockContent[];
  /** Whether they are to stand between the items of a list, as items. */
  readonly inList: boolean;
  readonly error?: string | undefined;
  /** Where it opens because the person asked for it. */
  readonly takesFocus?: boolean;
  /** With every change. */
  readonly onChange: (content: BlockContent[]) => void;
}

export type BlocksField = (props: BlocksFieldProps) => ReactElement;

/** @returns a whole text of the blocks: items stand in a list, for nothing else holds them. */
export function textWith(content: readonly BlockContent[]): JSONContent {
  const blocks = [...content] as JSONContent[];
  return {
    type: 'doc',
    content: areItems(content) ? [{ type: 'bulletList', content: blocks }] : blocks,
  };
}

/** @returns the blocks of a text, without ids; for a list, the items of its lists, if it holds nothing else. */
export function blocksOf(text: JSONContent, inList: boolean): BlockContent[] {
  const blocks = (text.content ?? []).map(cleanBlock);
  const areLists = blocks.every(({ type }) => type === 'bulletList' || type === 'orderedList');
  if (!inList || !areLists) return blocks;
  return blocks.flatMap(({ content = [] }) => content as BlockContent[]);
}

/** @returns whether these can stand in a list. */
export function areItems(content: readonly BlockContent[]): boolean {
  return content.length > 0 && content.every(({ type }) => type === 'listItem');
}

/** @returns whether there is nothing to see in them. */
export function areEmpty(content: readonly BlockContent[]): boolean {
  return content.every(isEmpty);
}

function isEmpty({ type, content = [] }: BlockContent): boolean {
  if (type === 'horizontalRule' || type === 'table') return false;
  return (content as (BlockContent & JSONContent)[]).every(
    (part) => part.text === undefined && isEmpty(part),
  );
}
