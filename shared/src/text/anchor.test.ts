import { toBase64 } from 'lib0/buffer';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { Selected } from '../words/anchor.ts';
import { isBefore, readQuote, resolveSpan, selectedBetween, spanBetween } from './anchor.ts';
import { bodyOf } from './body.ts';
import { dice, hardBreak, list, paragraph, passageOf, richText, textOf } from './fixture.ts';
import { pointAt, pointsBetween, posAt } from './positions.ts';
import { charactersOf } from './reading.ts';

const sentence = 'The quick amber fox should jump over it.';

function anchored(doc: Y.Doc, wanted: string) {
  const { start, end } = passageOf(doc, wanted);
  const span = spanBetween(start, end);
  const reads = () => {
    const now = resolveSpan(doc, span);
    return now && readQuote(bodyOf(doc), now.start, now.end).exact;
  };
  return { text: start.text, reads, span };
}

test('a passage grows with words typed inside and not with words typed at its edges', () => {
  const doc = textOf(paragraph(sentence));
  const { text, reads } = anchored(doc, 'amber fox');
  text.insert(10, '>');
  text.insert(20, '<');
  expect(charactersOf(text)).toBe('The quick >amber fox< should jump over it.');
  expect(reads()).toBe('amber fox');
  text.insert(13, '-');
  expect(reads()).toBe('am-ber fox');
});

test('words typed in the place of its first ones belong to a passage, those in the place of its last ones do not', () => {
  const doc = textOf(paragraph(sentence));
  const { text, reads } = anchored(doc, 'amber fox');
  const retypes = (words: string, instead: string) => {
    const at = charactersOf(text).indexOf(words);
    // As the editor's binding writes it.
    text.applyDelta([{ retain: at }, { delete: words.length }, { insert: instead }]);
  };
  retypes('amber', 'scarlet');
  expect(reads()).toBe('scarlet fox');
  retypes('fox', 'hen');
  expect(charactersOf(text)).toBe('The quick scarlet hen should jump over it.');
  expect(reads()).toBe('scarlet ');
});

test('a passage at the very start and end of its block is found', () => {
  const doc = textOf(paragraph(sentence));
  const { text, reads } = anchored(doc, sentence);
  expect(reads()).toBe(sentence);
  text.insert(0, 'Now: ');
  expect(reads()).toBe(sentence);
});

test('a passage whose words are all deleted is null', () => {
  const doc = textOf(paragraph(sentence));
  const { text, reads } = anchored(doc, 'amber fox');
  text.delete(8, 15);
  expect(reads()).toBeNull();
});

test('a passage whose last paragraph is emptied ends there, and not with the text', () => {
  const doc = textOf(paragraph('Before it.'), paragraph('Emptied.'), paragraph('After it.'));
  const last = passageOf(doc, 'Emptied').end;
  const span = spanBetween(passageOf(doc, 'it').start, last);
  last.text.delete(0, last.text.length);
  const now = resolveSpan(doc, span);
  expect(now?.end).toEqual({ text: last.text, offset: 0 });
  expect(now && readQuote(bodyOf(doc), now.start, now.end).exact).toBe('it.');
});

test('a passage whose block is deleted is null', () => {
  const doc = textOf(paragraph('stays'), paragraph(sentence));
  const { reads } = anchored(doc, 'amber fox');
  bodyOf(doc).delete(1, 1);
  expect(reads()).toBeNull();
});

test('two copies of a text agree on a passage after a deletion was undone on one of them', () => {
  const mine = textOf(paragraph(sentence));
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  mine.on('update', (update: Uint8Array) => Y.applyUpdate(theirs, update));
  const { text, span } = anchored(mine, 'amber fox');
  const undo = new Y.UndoManager(bodyOf(mine));
  text.delete(10, 9);
  undo.undo();
  expect(charactersOf(text)).toBe(sentence);
  expect(resolveSpan(mine, span)).toBeNull();
  expect(resolveSpan(theirs, span)).toBeNull();
});

test('a position that is no position, or of another text, points nowhere', () => {
  const doc = textOf(paragraph(sentence));
  const { span } = anchored(doc, 'amber fox');
  const other = textOf(paragraph(sentence));
  expect(resolveSpan(other, span)).toBeNull();
  expect(resolveSpan(doc, { start: 'AAAA', end: span.end })).toBeNull();
  expect(resolveSpan(doc, { start: 'not base64 at all!', end: span.end })).toBeNull();
  const root = Y.createRelativePositionFromTypeIndex(doc.getXmlFragment('body'), 0);
  const encodedRoot = toBase64(
    Y.encodeRelativePosition(Object.assign(root, { tname: 'elsewhere' })),
  );
  expect(resolveSpan(doc, { start: encodedRoot, end: span.end })).toBeNull();
  expect([...doc.share.keys()]).toEqual(['body']);
  expect(resolveSpan(doc, { start: span.end, end: span.start })).toBeNull();
  // Item positions whose clock is as long as this, which lib0 reads as no number, and as 2^60.
  const known = passageOf(doc, 'amber').start.text._item?.id.client ?? 0;
  for (const clock of [
    [...Array<number>(159).fill(0x80), 0],
    [...Array<number>(8).fill(0x80), 16],
  ]) {
    const bytes = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarUint(encoder, known);
      encoding.writeUint8Array(encoder, Uint8Array.from(clock));
    });
    expect(resolveSpan(doc, { start: toBase64(bytes), end: span.end })).toBeNull();
  }
});

test('a quote has at most 32 characters on each side, of the blocks it begins and ends in', () => {
  const long = 'Some forty-five characters stand before the words';
  const doc = textOf(paragraph('before'), paragraph(`${long} here.`), list('next'));
  const { start, end } = passageOf(doc, 'words');
  const quote = readQuote(bodyOf(doc), start, end);
  expect(quote).toEqual({
    exact: 'words',
    prefix: 'ty-five characters stand before the '.slice(-32),
    suffix: ' here.',
  });
});

test('a quote over several blocks has one line break between them and between lines', () => {
  const doc = textOf(
    paragraph('one'),
    paragraph(),
    list('two'),
    paragraph('three', hardBreak, 'four'),
  );
  const points = pointsBetween(bodyOf(doc), 0, 1000);
  const quote = points && readQuote(bodyOf(doc), points.start, points.end);
  expect(quote).toEqual({ exact: 'one\ntwo\nthree\nfour', prefix: '', suffix: '' });
});

test('context is never cut within a character', () => {
  const doc = textOf(paragraph(`🏥${'x'.repeat(31)}|here|${'y'.repeat(30)}🏥`));
  const { start, end } = passageOf(doc, 'here');
  const { prefix, suffix } = readQuote(bodyOf(doc), start, end);
  expect(prefix).toBe(`${'x'.repeat(31)}|`);
  expect(suffix).toBe(`|${'y'.repeat(30)}`);
});

test('what is selected has the form that goes over the wire, with the id of its block', () => {
  const doc = richText();
  const body = bodyOf(doc);
  const { start, end } = passageOf(doc, 'safe, fair');
  const selected = Selected.parse(selectedBetween(body, start, end));
  const block = body.get(1);
  expect(selected.bid).toBe(block instanceof Y.XmlElement && block.getAttribute('bid'));
});

test('white space alone cannot be selected', () => {
  const doc = textOf(paragraph('a   b'));
  const point = pointAt(bodyOf(doc), 1);
  const text = point?.text;
  expect(text && selectedBetween(bodyOf(doc), { text, offset: 1 }, { text, offset: 4 })).toBeNull();
});

test('random passages of a rich text read, between any two points, what the points enclose', () => {
  const doc = richText();
  const body = bodyOf(doc);
  const roll = dice(7);
  for (let round = 0; round < 400; round += 1) {
    const points = pointsBetween(body, roll(240), roll(240));
    if (!points) continue;
    const { start, end } = points;
    expect(isBefore(start, end)).toBe(true);
    expect(isBefore(end, start)).toBe(false);
    const again = resolveSpan(doc, spanBetween(start, end));
    expect(again && [posAt(body, again.start), posAt(body, again.end)]).toEqual([
      posAt(body, start),
      posAt(body, end),
    ]);
  }
});
