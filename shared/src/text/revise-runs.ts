/** Writes revised words into one Yjs text: what stays keeps its items, and marks change only where they differ. */
import { equalityDeep } from 'lib0/function';
import type * as Y from 'yjs';

import type { JSONContent } from './content.ts';
import { runsOf } from './content.ts';
import { keptWords } from './kept-words.ts';
import { formatsOf } from './new-parts.ts';
import { charactersOf } from './reading.ts';

/** A run of the revised text and where it stands in it. */
interface Placed {
  readonly from: number;
  readonly to: number;
  readonly words: string;
  readonly formats: Readonly<Record<string, unknown>>;
}

/** Makes a text, inside the caller's transaction, read and look as these text nodes do. */
export function reviseRuns(text: Y.XmlText, runs: readonly JSONContent[]): void {
  const wanted = placed(runs);
  const [before, after] = [charactersOf(text), wanted.map(({ words }) => words).join('')];
  if (before !== after) reviseWords(text, before, after, wanted);
  reviseMarks(text, wanted);
}

/** From the end to the start, so that what stands before keeps its place. */
function reviseWords(
  text: Y.XmlText,
  before: string,
  after: string,
  wanted: readonly Placed[],
): void {
  let [oldEnd, newEnd] = [before.length, after.length];
  const start = { before: 0, after: 0, length: 0 };
  for (const kept of [start, ...keptWords(before, after)].toReversed()) {
    const [oldStart, newStart] = [kept.before + kept.length, kept.after + kept.length];
    // Before what it replaces: at the place where that began.
    for (const run of within(wanted, newStart, newEnd).toReversed())
      text.insert(oldStart, run.words, run.formats);
    if (oldEnd > oldStart) text.delete(oldStart + newEnd - newStart, oldEnd - oldStart);
    [oldEnd, newEnd] = [kept.before, kept.after];
  }
}

function reviseMarks(text: Y.XmlText, wanted: readonly Placed[]): void {
  for (const { from, to, formats } of placed(runsOf(text)))
    for (const run of within(wanted, from, to)) {
      const names = new Set([...Object.keys(formats), ...Object.keys(run.formats)]);
      const changed = [...names].filter((name) => !equalityDeep(formats[name], run.formats[name]));
      if (changed.length === 0) continue;
      const marks = changed.map((name) => [name, run.formats[name] ?? null]);
      text.format(run.from, run.words.length, Object.fromEntries(marks));
    }
}

function placed(runs: readonly JSONContent[]): Placed[] {
  let to = 0;
  return runs.map((run) => {
    const [from, words] = [to, run.text ?? ''];
    to += words.length;
    return { from, to, words, formats: formatsOf(run) };
  });
}

/** The parts of these runs that stand between two places. */
function within(runs: readonly Placed[], start: number, end: number): Placed[] {
  return runs
    .filter(({ from, to }) => from < end && to > start)
    .map((run) => {
      const [from, to] = [Math.max(run.from, start), Math.min(run.to, end)];
      return { ...run, from, to, words: run.words.slice(from - run.from, to - run.from) };
    });
}
