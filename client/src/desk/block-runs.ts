import type { JSONContent } from '@gloss/shared/text/content';
import { schema } from '@gloss/shared/text/schema';
/**
 * How blocks would change that stay what they are, such as a paragraph broken in two: over the words of all of them, with the
 * breaks between them. Pure. What is the same stays; only what differs goes or comes.
 */
import type { WordChange } from '@gloss/shared/text/word-diff';
import { wordingRuns } from '@gloss/shared/text/wording-runs';
import type { BlockContent } from '@gloss/shared/words/blocks';

/** A piece of one look. */
export interface BlockRun extends WordChange {
  /** `block`, `line`: the end of one, and `text` is a line break. Otherwise the marks of the words, as JSON of ProseMirror. */
  readonly look: string;
}

/** The end of a block, or of a line within one. */
type End = 'block' | 'line';

/**
 * @returns the pieces in reading order, of what changes in one place the old ones before the new; null where blocks come or go
 * that are no plain text, or become of another kind: these are shown as a whole.
 */
export function blockRuns(
  was: readonly BlockContent[],
  content: readonly BlockContent[],
): BlockRun[] | null {
  const kinds = new Set([...was, ...content].map(kindOf));
  if (was.length === 0 || content.length === 0 || kinds.size > 1 || kinds.has(null)) return null;
  const [before, after] = [lettersOf(was), lettersOf(content)];
  const runs: BlockRun[] = [];
  let [read, written] = [0, 0];
  for (const { kind, text } of wordingRuns(before.words, after.words)) {
    const old = before.looks.slice(read, read + text.length);
    const now = after.looks.slice(written, written + text.length);
    if (kind === 'same') runs.push(...sameWords(text, old, now));
    else runs.push(...pieces(kind, text, kind === 'gone' ? old : now));
    if (kind !== 'new') read += text.length;
    if (kind !== 'gone') written += text.length;
  }
  return runs;
}

/** The kind of a block of plain text, with what the schema says of it; null where it is none. */
function kindOf({ type, attrs }: BlockContent): string | null {
  return schema.nodes[type]?.isTextblock ? JSON.stringify([type, attrs]) : null;
}

interface Letters {
  readonly words: string;
  /** Of each character. */
  readonly looks: readonly string[];
}

function lettersOf(blocks: readonly BlockContent[]): Letters {
  let words = '';
  const looks: string[] = [];
  const add = (text: string, look: string) => {
    words += text;
    for (let at = 0; at < text.length; at += 1) looks.push(look);
  };
  for (const [at, { content = [] }] of blocks.entries()) {
    if (at > 0) add('\n', 'block' satisfies End);
    for (const part of content as JSONContent[])
      if (part.text === undefined) add('\n', 'line' satisfies End);
      else add(part.text, JSON.stringify(part.marks ?? []));
  }
  return { words, looks };
}

/** Words that stay; where they look otherwise by now, they go and come. */
function sameWords(text: string, old: readonly string[], now: readonly string[]): BlockRun[] {
  const runs: BlockRun[] = [];
  let from = 0;
  while (from < text.length) {
    const isSame = old[from] === now[from];
    let to = from + 1;
    while (to < text.length && (old[to] === now[to]) === isSame) to += 1;
    const words = text.slice(from, to);
    if (isSame) runs.push(...pieces('same', words, old.slice(from, to)));
    else
      runs.push(
        ...pieces('gone', words, old.slice(from, to)),
        ...pieces('new', words, now.slice(from, to)),
      );
    from = to;
  }
  return runs;
}

/** Stretches of one look; each break stands alone. */
function pieces(kind: WordChange['kind'], text: string, looks: readonly string[]): BlockRun[] {
  const runs: BlockRun[] = [];
  let from = 0;
  while (from < text.length) {
    const look = looks[from] ?? '[]';
    let to = from + 1;
    while (to < text.length && looks[to] === look && text[from] !== '\n') to += 1;
    runs.push({ kind, text: text.slice(from, to), look });
    from = to;
  }
  return runs;
}
