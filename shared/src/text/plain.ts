/** The text as plain characters: for counting, searching, and comparing what went in with what came out. */
import type { JSONContent } from './content.ts';
import { schema } from './schema.ts';

/** @returns the words of some content: one line for each block that holds text, and for each line within it. */
export function toPlain(content: JSONContent): string {
  return linesOf(content).join('\n');
}

/** @returns how many words a text has: runs of characters between white space that hold a letter or a digit. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((run) => /[\p{L}\p{N}]/u.test(run)).length;
}

function linesOf(content: JSONContent): string[] {
  if (content.type === undefined || !schema.nodes[content.type]?.isTextblock)
    return (content.content ?? []).flatMap(linesOf);
  const line = (content.content ?? []).map(inlineOf).join('');
  return line === '' ? [] : line.split('\n');
}

function inlineOf({ type, text }: JSONContent): string {
  return type === 'hardBreak' ? '\n' : (text ?? '');
}
