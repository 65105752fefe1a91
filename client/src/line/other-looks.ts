/** Whether a block whose words have changed looks otherwise as well: then its words alone do not say what was meant. Pure. */
import { childrenOf } from '@gloss/shared/text/positions';
import { textsIn } from '@gloss/shared/text/reading';
import { wordChanges } from '@gloss/shared/text/word-changes';
import { equalityDeep } from 'lib0/function';
import * as Y from 'yjs';

/**
 * @param there a block of text. @param now the same, of the same kind, with other words.
 * @returns whether `there` would not look as `now` does if its words were accepted alone: then new words look like those they
 * replace, or like the one before, and lines end where they did.
 */
export function looksOtherwise(there: Y.XmlElement, now: Y.XmlElement): boolean {
  if (countBreaks(there) !== countBreaks(now)) return true;
  const [lines, own] = [linesOf(there), linesOf(now)];
  return lines.length !== own.length || lines.some((line, at) => isOther(line, own[at] ?? line));
}

/** A line, and the marks on each of its characters. */
interface Line {
  readonly words: string;
  readonly looks: readonly object[];
}

function isOther(line: Line, own: Line): boolean {
  const end = { from: line.words.length, to: line.words.length, words: '' };
  let [read, written] = [0, 0];
  for (const { from, to, words } of [...wordChanges(line.words, own.words), end]) {
    const kept = from - read;
    if (!equalityDeep(line.looks.slice(read, from), own.looks.slice(written, written + kept)))
      return true;
    written += kept;
    const look = line.looks[to > from ? from : from - 1] ?? {};
    const came = own.looks.slice(written, written + words.length);
    if (!came.every((each) => equalityDeep(each, look))) return true;
    written += words.length;
    read = to;
  }
  return false;
}

function linesOf(block: Y.XmlElement): Line[] {
  const lines: { words: string; looks: object[] }[] = [];
  for (const { text, breaks } of textsIn(block)) {
    if (breaks || lines.length === 0) lines.push({ words: '', looks: [] });
    const line = lines.at(-1);
    for (const { insert, attributes = {} } of text.toDelta() as Run[]) {
      if (line) line.words += insert;
      line?.looks.push(...Array.from({ length: insert.length }, () => attributes));
    }
  }
  return lines;
}

interface Run {
  readonly insert: string;
  readonly attributes?: object;
}

/** Also those that end no line, as nothing follows. */
function countBreaks(block: Y.XmlElement): number {
  return [...childrenOf(block)].filter((child) => child instanceof Y.XmlElement).length;
}
