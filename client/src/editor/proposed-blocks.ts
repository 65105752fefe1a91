/** What a proposal of whole blocks would change in the text: blocks struck as a whole, and new ones at their place. */
import { standsOnWords } from '@gloss/shared/text/block-content';
import type { ProposedBlocks } from '@gloss/shared/words/blocks';
import type { BlockId } from '@gloss/shared/words/ids';
import type { Node as TextNode } from '@tiptap/pm/model';
import { Decoration } from '@tiptap/pm/view';

import { blocksPreview } from '../desk/blocks-preview.ts';
import type { ProposedWords } from './proposed-changes.ts';
import { stillReads } from './proposed-changes.ts';
import type { Stretch } from './selected-words.ts';

/** What would go, and the position between two blocks where others would stand. */
export interface BlocksChange {
  /** Words, if any. */
  readonly gone: Stretch | null;
  /** Blocks without words. */
  readonly empty: readonly Stretch[];
  readonly at: number;
  readonly content: ProposedBlocks['content'];
  /** Whether that is between the items of a list, where only an item may stand. */
  readonly isInList: boolean;
}

/** @returns null where the blocks no longer read as they did, or do not stand there. */
export function blocksChange(
  text: TextNode,
  stretch: Stretch,
  { blocks, replaces }: ProposedWords & { readonly blocks: ProposedBlocks },
): BlocksChange | null {
  const { op, bids, content } = blocks;
  const last = bids.at(-1);
  const block = last === undefined ? null : blockAt(text, stretch.to, last);
  if (block === null) return null;
  const isOnWords = standsOnWords(blocks);
  const empty =
    op === 'insert' || isOnWords ? [] : bids.map((bid) => blockAt(text, stretch.to, bid));
  const places = empty.filter((each): each is Stretch => each !== null && isWordless(text, each));
  if (places.length < empty.length) return null;
  if (isOnWords && !stillReads(text, stretch, replaces)) return null;
  const at = op === 'insert' && blocks.isBefore ? block.from : block.to;
  const isInList = text.resolve(at).parent.type.name.endsWith('List');
  return { gone: isOnWords ? stretch : null, empty: places, at, content, isInList };
}

/** @returns the decorations: each of them carries `mark`. */
export function drawnBlocks(
  { gone, empty, at, content, isInList }: BlocksChange,
  mark: object,
  attributes: Readonly<Record<string, string>>,
): Decoration[] {
  const struck = [
    ...(gone ? [struckWords(gone, mark)] : []),
    ...empty.map(({ from, to }) =>
      Decoration.node(from, to, { class: 'proposed-gone-block', ...deleted }, mark),
    ),
  ];
  if (content.length === 0) return struck;
  const make = () => {
    const suggestion = suggestionElement(content, attributes);
    if (!isInList) return suggestion;
    const item = document.createElement('li');
    item.contentEditable = 'false';
    item.append(suggestion);
    return item;
  };
  const key = JSON.stringify([attributes, content]);
  const widget = Decoration.widget(at, make, { ...mark, key, side: -1, ignoreSelection: true });
  return [...struck, widget];
}

const deleted = { role: 'deletion' };

/** @returns what strikes words where they stand: once, for eyes and ears. */
export function struckWords({ from, to }: Stretch, mark: object): Decoration {
  return Decoration.inline(
    from,
    to,
    { nodeName: 'span', class: 'proposed-gone', ...deleted },
    mark,
  );
}

function isWordless(text: TextNode, { from, to }: Stretch): boolean {
  return text.textBetween(from, to).trim() === '';
}

/** Around the words where they stand; elsewhere only where they stood beside a block without words. */
function blockAt(text: TextNode, pos: number, bid: BlockId): Stretch | null {
  const place = text.resolve(pos);
  for (let depth = place.depth; depth > 0; depth -= 1)
    if (place.node(depth).attrs['bid'] === bid)
      return { from: place.before(depth), to: place.after(depth) };
  let found: Stretch | null = null;
  text.descendants((node, from) => {
    if (node.attrs['bid'] === bid) found = { from, to: from + node.nodeSize };
    return found === null && !node.isTextblock;
  });
  return found;
}

function suggestionElement(
  content: ProposedBlocks['content'],
  attributes: Readonly<Record<string, string>>,
): HTMLElement {
  const element = document.createElement('div');
  element.contentEditable = 'false';
  element.setAttribute('role', 'suggestion');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const coming = document.createElement('div');
  coming.className = 'proposed-new-blocks';
  coming.setAttribute('role', 'insertion');
  const isItem = content[0]?.type === 'listItem';
  const inside = isItem ? coming.appendChild(document.createElement('ul')) : coming;
  inside.append(blocksPreview(content));
  element.append(coming);
  return element;
}
