import type { Written } from '@gloss/server/room/passage-edit';
import { writePassage } from '@gloss/server/room/passage-edit';
/** Accepted wordings by chance: what a proposal does not change keeps its very letters, and taking it back brings back the text. */
import type { PassageEdit } from '@gloss/shared/rules/scene';
import { readQuote, resolveSpan, spanBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { gapAt } from '@gloss/shared/text/gap';
import { lineOf, unbroken } from '@gloss/shared/text/reading';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';

import { dice } from '../../stage/dice.ts';
import { report, triesOf } from '../../stage/proof.ts';
import type { Letter } from './letters.ts';
import { lettersOf } from './letters.ts';
import type { Scenery } from './scenery.ts';
import { scenery } from './scenery.ts';

type Pen = (doc: Y.Doc, edit: PassageEdit) => Ruling<Written>;

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const rounds = triesOf('PROPOSALS', { short: 400, full: 10_000 });

/** @returns what is wrong after a proposal was accepted and taken back; empty where nothing is. */
function wrongWith(at: number, write: Pen): string[] {
  const { doc, passage, replaces, wording, stays } = scenery(dice(seed + at));
  const before = { line: lineOf(bodyOf(doc)).words, letters: lettersOf(doc) };
  const [head, tail] = around(before.line, replaces);
  const anchor = {
    span: spanBetween(passage.start, passage.end),
    quote: readQuote(bodyOf(doc), passage.start, passage.end),
    section: '',
    seq: 1,
    state: { is: 'anchored' as const },
  };
  const wrong: string[] = [];
  const done = doc.transact(() => write(doc, { anchor, replaces, wording }));
  if (!done.ok) return [`refused: ${done.refusal.code}`];
  const after = { line: lineOf(bodyOf(doc)).words, letters: lettersOf(doc) };
  if (unbroken(after.line) !== unbroken(head + wording + tail)) wrong.push('reads otherwise');
  if (!stayed(before, after, [...stays, ...wordsOf(head), ...wordsOf(tail)]))
    wrong.push('a letter that stays is another one, or looks different');
  const { start, passage: there, former: looks } = done.value;
  const back = {
    anchor: there ? { ...anchor, span: spanBetween(there.start, there.end) } : anchor,
    replaces: wording,
    wording: replaces,
    looks,
    ...(there === null && { gap: gapAt(doc, start) }),
  };
  const returned = doc.transact(() => writePassage(doc, back));
  if (!returned.ok) wrong.push(`not taken back: ${returned.refusal.code}`);
  else if (lineOf(bodyOf(doc)).words !== before.line) wrong.push('taken back, it reads otherwise');
  else if (looksOf(lettersOf(doc)) !== looksOf(before.letters))
    wrong.push('taken back, it looks otherwise');
  return wrong;
}

function looksOf(letters: readonly Letter[]): string {
  return letters.map(({ looks }) => looks).join();
}

function around(line: string, passage: string): [head: string, tail: string] {
  const from = line.indexOf(passage);
  return [line.slice(0, from), line.slice(from + passage.length)];
}

function wordsOf(line: string): string[] {
  return line.split(/\s+/).filter((word) => word !== '');
}

interface Seen {
  readonly line: string;
  readonly letters: readonly Letter[];
}

/** Whether each of these words has the same letters in the same looks as before. */
function stayed(before: Seen, after: Seen, words: readonly string[]): boolean {
  const now = new Map(after.letters.map((letter) => [letter.id, letter]));
  const line = before.letters.map(({ unit }) => unit).join('');
  return words.every((word) => {
    const from = line.indexOf(word);
    return before.letters.slice(from, from + word.length).every(({ id, unit, looks }) => {
      const letter = now.get(id);
      return letter?.unit === unit && letter.looks === looks;
    });
  });
}

test(
  `[P1][P3] an accepted wording leaves every letter that stays as it was, and is taken back whole, ${rounds} times; SEED=${seed}`,
  { timeout: 0 },
  () => {
    const figures = { proposals: rounds, 'words kept': 0, 'across blocks': 0, wrong: 0 };
    for (let at = 0; at < rounds; at += 1) {
      const made: Scenery = scenery(dice(seed + at));
      figures['words kept'] += made.stays.length;
      if (made.replaces.includes('\n')) figures['across blocks'] += 1;
      expect({ at, wrong: wrongWith(at, writePassage) }).toEqual({ at, wrong: [] });
    }
    report({ name: 'Accepted wordings', figures });
  },
);

test('[P1] the proof notices a pen that writes a passage anew', () => {
  const anew: Pen = (doc, { anchor, wording }) => {
    const there = resolveSpan(doc, anchor.span);
    if (!there || there.start.text !== there.end.text) return refuse('passage-lines');
    const { start, end } = there;
    start.text.delete(start.offset, end.offset - start.offset);
    start.text.insert(start.offset, wording);
    const passage = { start, end: { text: start.text, offset: start.offset + wording.length } };
    return grant({ wording, start, passage, former: [] });
  };
  const found = Array.from({ length: 50 }, (_, at) => wrongWith(at, anew)).flat();
  expect(found).toContain('a letter that stays is another one, or looks different');
});
