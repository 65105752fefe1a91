/** Blocks that two have changed: what one makes of them, with the words of the other in it. Pure. */
import { cleanBlock } from '@gloss/shared/text/block-content';
import type { JSONContent } from '@gloss/shared/text/content';
import { mergeWords } from '@gloss/shared/text/merge-words';
import { schema } from '@gloss/shared/text/schema';
import type { WordsChange } from '@gloss/shared/text/word-changes';
import { wordChanges } from '@gloss/shared/text/word-changes';
import type { BlockContent } from '@gloss/shared/words/blocks';

/**
 * @param base the blocks as they were. @param theirs what others have made of them. @param mine what one has made of them oneself:
 * of other kinds, broken or joined.
 * @returns mine, with the words that others have changed; null where both changed the same words, or where blocks end.
 */
export function mergeBlocks(
  base: readonly BlockContent[],
  theirs: readonly BlockContent[],
  mine: readonly BlockContent[],
): BlockContent[] | null {
  const words = linesOf(mine).join('\n');
  const merged = mergeWords(linesOf(base).join('\n'), linesOf(theirs).join('\n'), words);
  if (merged === null) return null;
  const changes = wordChanges(words, merged);
  const breaks = changes.some(({ from, to, words: now }) =>
    (words.slice(from, to) + now).includes('\n'),
  );
  return breaks ? null : written(mine, changes);
}

function linesOf(blocks: readonly BlockContent[]): string[] {
  return (blocks as readonly JSONContent[]).flatMap((block) =>
    isTextblock(block)
      ? lettersIn(block)
          .map(({ text = '\n' }) => text)
          .join('')
      : linesOf((block.content ?? []) as BlockContent[]),
  );
}

/** Makes the changes, which are places in the lines of all blocks, one after the other. */
function written(blocks: readonly BlockContent[], changes: readonly WordsChange[]): BlockContent[] {
  let start = 0;
  const write = (block: JSONContent): JSONContent => {
    if (!isTextblock(block))
      return block.content ? { ...block, content: block.content.map(write) } : block;
    const letters = lettersIn(block);
    const [from, end] = [start, start + letters.length];
    start = end + 1;
    const own = changes.filter((change) => change.from >= from && change.to <= end);
    // From the end, so that what stands before keeps its place.
    for (const { from: at, to, words } of own.toReversed()) {
      const like = to > at ? letters[at - from] : (letters[at - from - 1] ?? letters[at - from]);
      const marks = like?.marks;
      const came = words.split('').map((text) => ({ type: 'text', text, ...(marks && { marks }) }));
      letters.splice(at - from, to - at, ...came);
    }
    const { content: _was, ...rest } = block;
    return { ...rest, ...(letters.length > 0 && { content: joined(letters) }) };
  };
  return (blocks as readonly JSONContent[]).map(write).map(cleanBlock);
}

/** Each character as a text of its own, and each line break. */
function lettersIn({ content = [] }: JSONContent): JSONContent[] {
  return content.flatMap((part) =>
    part.text === undefined ? [part] : part.text.split('').map((text) => ({ ...part, text })),
  );
}

function joined(letters: readonly JSONContent[]): JSONContent[] {
  const parts: JSONContent[] = [];
  for (const letter of letters) {
    const last = parts.at(-1);
    const isSame = JSON.stringify(last?.marks) === JSON.stringify(letter.marks);
    if (last?.text !== undefined && letter.text !== undefined && isSame)
      parts[parts.length - 1] = { ...last, text: last.text + letter.text };
    else parts.push(letter);
  }
  return parts;
}

function isTextblock({ type = '' }: JSONContent): boolean {
  return schema.nodes[type]?.isTextblock ?? false;
}
