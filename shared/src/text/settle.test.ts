import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { Anchor, Selected } from '../words/anchor.ts';
import { longestPassage, readQuote, resolveSpan, selectedBetween, spanBetween } from './anchor.ts';
import { bodyOf } from './body.ts';
import { heading, paragraph, passageOf, textOf } from './fixture.ts';
import { settle } from './settle.ts';

const sentence = 'Each integrated care board will name a clinical lead for AI.';
const words = 'care board will name a clinical lead';

/** A text in which someone has selected words. */
function selecting(): { doc: Y.Doc; text: Y.XmlText; selected: Selected } {
  const doc = textOf(
    heading(1, 'Strategy'),
    heading(2, 'For the workforce'),
    paragraph(sentence),
    paragraph('Last.'),
  );
  const { start, end } = passageOf(doc, words);
  const selected = selectedBetween(bodyOf(doc), start, end);
  if (!selected) throw new Error('Nothing was selected.');
  return { doc, text: start.text, selected };
}

function settled(doc: Y.Doc, selected: Selected) {
  const ruling = settle(doc, selected, 7);
  if (!ruling.ok) return ruling.refusal.code;
  const anchor = Anchor.parse(ruling.value);
  const place = resolveSpan(doc, anchor.span);
  return { ...anchor, now: place && readQuote(bodyOf(doc), place.start, place.end).exact };
}

test('[L4] words that a break has come between are anchored, on both sides of it', () => {
  const { doc, text, selected } = selecting();
  const at = sentence.indexOf(' name');
  const rest = new Y.XmlElement('paragraph');
  text.delete(at, sentence.length - at);
  bodyOf(doc).insertAfter(bodyOf(doc).get(2), [rest]);
  rest.insert(0, [new Y.XmlText(sentence.slice(at))]);
  expect(settled(doc, selected)).toMatchObject({
    now: 'care board will\n name a clinical lead',
    state: { is: 'anchored' },
  });
});

test('[D3] a passage of any length is none, and one that a break has made too long is kept', () => {
  const long = 'All the words there are. '.repeat(2_000);
  const doc = textOf(paragraph('First.'), paragraph(long), paragraph('Last.'));
  const [first, last] = [passageOf(doc, 'First').start, passageOf(doc, 'Last').end];
  const selected = {
    ...spanBetween(first, last),
    quote: { exact: 'quite other words', prefix: '', suffix: '' },
  };
  expect(settled(doc, selected)).toMatchObject({
    quote: { exact: 'quite other words' },
    state: { is: 'orphaned' },
  });

  const words = long.slice(0, longestPassage);
  const whole = textOf(paragraph(long));
  const text = passageOf(whole, 'All the words').start.text;
  const all = spanBetween({ text, offset: 0 }, { text, offset: longestPassage });
  const longest = { ...all, quote: { exact: words, prefix: '', suffix: '' } };
  expect(settled(whole, longest)).toMatchObject({ state: { is: 'anchored' } });
  text.insert(9, 'new ');
  expect(settled(whole, longest)).toMatchObject({ state: { is: 'edited' } });

  const broken = textOf(paragraph(words.slice(0, 9_000)), paragraph(words.slice(9_000)));
  const start = { text: passageOf(broken, 'All the words').start.text, offset: 0 };
  const end = { text: start.text, offset: 9_000 };
  const sent = { ...spanBetween(start, end), quote: { exact: words, prefix: '', suffix: '' } };
  expect(Selected.safeParse(sent).success).toBe(true);
  expect(settled(broken, sent)).toMatchObject({ state: { is: 'anchored' } });
});

test('words that are where the client saw them are anchored, with the section they stand in', () => {
  const { doc, selected } = selecting();
  expect(settled(doc, selected)).toMatchObject({
    now: words,
    quote: selected.quote,
    section: 'For the workforce',
    seq: 7,
    state: { is: 'anchored' },
  });
});

test('what stands around the words is read again here', () => {
  const { doc, selected } = selecting();
  const forged = { ...selected, quote: { ...selected.quote, prefix: 'Never ' } };
  expect(settled(doc, forged)).toMatchObject({ quote: selected.quote, state: { is: 'anchored' } });
});

test('words edited on the way are told as edited, and the quote stays what was seen', () => {
  const { doc, text, selected } = selecting();
  text.insert(sentence.indexOf('clinical'), 'named ');
  const now = words.replace('clinical', 'named clinical');
  expect(settled(doc, selected)).toMatchObject({
    now,
    quote: selected.quote,
    state: { is: 'edited', reads: now },
  });
});

test('words that were moved on the way are found by their quote', () => {
  const { doc, selected } = selecting();
  const body = bodyOf(doc);
  body.delete(2, 1);
  const moved = new Y.XmlElement('paragraph');
  moved.insert(0, [new Y.XmlText(sentence)]);
  body.push([moved]);
  expect(settled(doc, selected)).toMatchObject({
    now: words,
    state: { is: 'moved', confirm: false },
  });
});

test('a quote that the text never said is replaced by what stands there, and a person is asked', () => {
  const { doc, selected } = selecting();
  const forged = {
    ...selected,
    quote: { ...selected.quote, exact: 'Nobody will be named, whatever we said before.' },
  };
  expect(settled(doc, forged)).toMatchObject({
    now: words,
    quote: { exact: words },
    state: { is: 'moved', confirm: true, reads: words },
  });
});

test('words that are gone begin as an orphan, with the quote and the place they were seen in', () => {
  const { doc, selected } = selecting();
  bodyOf(doc).delete(2, 1);
  const { start, end, bid, quote } = selected;
  expect(settled(doc, selected)).toMatchObject({
    now: null,
    span: { start, end, bid },
    quote,
    state: { is: 'orphaned' },
  });
});

test('few words that stood alone are not taken for the same ones elsewhere', () => {
  const doc = textOf(paragraph('Yes'), paragraph('No'), paragraph('Yes'));
  const { start, end } = passageOf(doc, 'Yes');
  const selected = selectedBetween(bodyOf(doc), start, end);
  bodyOf(doc).delete(0, 1);
  expect(selected && settled(doc, selected)).toMatchObject({ state: { is: 'orphaned' } });
});

test('a whole paragraph is found in its twin, and a person is asked', () => {
  const doc = textOf(paragraph(sentence), paragraph('No'), paragraph(sentence));
  const { start, end } = passageOf(doc, sentence);
  const selected = selectedBetween(bodyOf(doc), start, end);
  bodyOf(doc).delete(0, 1);
  expect(selected && settled(doc, selected)).toMatchObject({
    now: sentence,
    state: { is: 'moved', confirm: true },
  });
});

test('positions of nowhere with an empty quote are refused', () => {
  const { doc, selected } = selecting();
  const empty = { ...selected, start: 'AAAA', quote: { exact: '', prefix: '', suffix: '' } };
  expect(settled(doc, empty)).toBe('passage-empty');
});
