/** What a proposal would change in the text, change by change, at their places of today. Pure; `passage.ts` draws it. */
import { wordingRuns } from '@gloss/shared/text/wording-runs';
import type { ProposedBlocks } from '@gloss/shared/words/blocks';
import type { Node as TextNode } from '@tiptap/pm/model';

import type { BlockRun } from '../desk/block-runs.ts';
import type { Stretch } from './selected-words.ts';

/** Other words for a passage, and what it read when they were proposed. */
export interface ProposedWords {
  readonly wording: string;
  readonly replaces: string;
  /** Of whole blocks: `proposed-blocks.ts` has them. */
  readonly blocks?: ProposedBlocks | undefined;
}

/** One contiguous change: `gone` stands from `from` to `to` and would go; `coming` would stand behind it. One may be empty. */
export interface ProposedChange extends Stretch {
  readonly gone: readonly BlockRun[];
  readonly coming: readonly BlockRun[];
}

/** @returns the changes in the order of the text; null where the passage no longer reads as it did, line breaks aside. */
export function proposedChanges(
  text: TextNode,
  passage: Stretch,
  { wording, replaces }: ProposedWords,
): ProposedChange[] | null {
  const runs = wordingRuns(replaces, wording).map((run) => ({ ...run, look: '[]' }));
  return placedChanges(text, passage, runs);
}

/** @returns the same for pieces of other looks. */
export function placedChanges(
  text: TextNode,
  passage: Stretch,
  runs: readonly BlockRun[],
): ProposedChange[] | null {
  const letters = lettersOf(text, passage);
  if (!readsSo(letters, textOf(runs.filter(({ kind }) => kind !== 'new')))) return null;
  let read = 0;
  return pairsOf(runs).map(({ same, gone, coming }) => {
    const first = read + unbroken(same).length;
    const end = first + unbroken(textOf(gone)).length;
    read = end;
    // New words join the letter before them, but behind a line break the one that follows.
    const joinsNext =
      end === 0 || (gone.length === 0 && same.endsWith('\n') && end < letters.length);
    const to = joinsNext ? letters[end]?.pos : (letters[end - 1]?.pos ?? passage.from) + 1;
    const from = first === end ? to : letters[first]?.pos;
    return { from: from ?? passage.from, to: to ?? passage.from, gone, coming };
  });
}

/** @returns whether a passage still reads as it did, line breaks aside. */
export function stillReads(text: TextNode, passage: Stretch, replaces: string): boolean {
  return readsSo(lettersOf(text, passage), replaces);
}

function readsSo(letters: readonly { readonly letter: string }[], replaces: string): boolean {
  return letters.map(({ letter }) => letter).join('') === unbroken(replaces);
}

/** A change with the unchanged words between it and the one before. */
interface Pair {
  readonly same: string;
  readonly gone: BlockRun[];
  readonly coming: BlockRun[];
}

function pairsOf(runs: readonly BlockRun[]): Pair[] {
  const pairs: Pair[] = [];
  let same = '';
  let isOpen = false;
  for (const run of runs) {
    if (run.kind === 'same') {
      same += run.text;
      isOpen = false;
      continue;
    }
    let last = isOpen ? pairs.at(-1) : undefined;
    if (last === undefined) {
      last = { same, gone: [], coming: [] };
      pairs.push(last);
      same = '';
    }
    isOpen = true;
    last[run.kind === 'gone' ? 'gone' : 'coming'].push(run);
  }
  return pairs;
}

/** The characters of a passage, each with its position; line breaks are structure and not among them. */
function lettersOf(text: TextNode, { from, to }: Stretch): { letter: string; pos: number }[] {
  const letters: { letter: string; pos: number }[] = [];
  text.nodesBetween(from, to, (node, start) => {
    const words = node.text ?? '';
    for (let pos = Math.max(from, start); pos < Math.min(to, start + words.length); pos += 1) {
      const letter = words.charAt(pos - start);
      if (letter !== '\n') letters.push({ letter, pos });
    }
  });
  return letters;
}

function textOf(runs: readonly BlockRun[]): string {
  return runs.map(({ text }) => text).join('');
}

function unbroken(words: string): string {
  return words.replaceAll('\n', '');
}
