/** What a proposal of whole blocks would change in the text: blocks struck as a whole, and new ones at their place. */
import type { ProposedBlocks } from '@gloss/shared/words/blocks';
import type { BlockId } from '@gloss/shared/words/ids';
import type { Node as TextNode } from '@tiptap/pm/model';
import { Decoration } from '@tiptap/pm/view';

import { blocksPreview } from '../desk/blocks-preview.ts';
import type { ProposedWords } from './proposed-changes.ts';
import { stillReads } from './proposed-changes.ts';
import type { Stretch } from './selected-words.ts';

/** The stretch that would go, if any, and the position between two blocks where others would stand. */
export interface BlocksChange {
  readonly gone: Stretch | null;
  readonly at: number;
  /** What would go, for those who listen. */
  readonly words: string;
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
  if (block === null || (op !== 'insert' && !stillReads(text, stretch, replaces))) return null;
  const at = op === 'insert' && blocks.isBefore ? block.from : block.to;
  const isInList = text.resolve(at).parent.type.name.endsWith('List');
  return { gone: op === 'insert' ? null : stretch, at, words: replaces, content, isInList };
}

/** @returns the decorations: each of them carries `mark`. */
export function drawnBlocks(
  { gone, at, words, content, isInList }: BlocksChange,
  mark: object,
  attributes: Readonly<Record<string, string>>,
): Decoration[] {
  const make = () => {
    const suggestion = suggestionElement(gone ? words : '', content, attributes);
    if (!isInList) return suggestion;
    const item = document.createElement('li');
    item.contentEditable = 'false';
    item.append(suggestion);
    return item;
  };
  const key = JSON.stringify([attributes, gone !== null, words, content]);
  const widget = Decoration.widget(at, make, { ...mark, key, side: -1, ignoreSelection: true });
  if (gone === null) return [widget];
  const struck = { nodeName: 'span', class: 'proposed-gone' };
  return [Decoration.inline(gone.from, gone.to, struck, mark), widget];
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
  words: string,
  content: ProposedBlocks['content'],
  attributes: Readonly<Record<string, string>>,
): HTMLElement {
  const element = document.createElement('div');
  element.contentEditable = 'false';
  element.setAttribute('role', 'suggestion');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (words !== '') {
    const gone = part('deletion', 'proposed-heard');
    gone.textContent = words;
    element.append(gone);
  }
  if (content.length > 0) {
    const isItem = content[0]?.type === 'listItem';
    const coming = part('insertion', 'proposed-new-blocks');
    const inside = isItem ? coming.appendChild(document.createElement('ul')) : coming;
    inside.append(blocksPreview(content));
    element.append(coming);
  }
  return element;
}

function part(role: 'deletion' | 'insertion', name: string): HTMLElement {
  const element = document.createElement('div');
  element.className = name;
  element.setAttribute('role', role);
  return element;
}
