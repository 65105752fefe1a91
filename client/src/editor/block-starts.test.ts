import { bodyOf } from '@gloss/shared/text/body';
import { dice, heading, list, paragraph, table, textOf } from '@gloss/shared/text/fixture';
import * as positions from '@gloss/shared/text/positions';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import { blockStarts } from './block-starts.ts';

vi.mock('@gloss/shared/text/positions', async (original) => {
  const real = await original<typeof positions>();
  return { ...real, sizeOf: vi.fn(real.sizeOf) };
});
afterEach(() => vi.clearAllMocks());

function aText(): Y.Doc {
  const paragraphs = Array.from({ length: 12 }, (_, at) => paragraph(`Paragraph ${at} has words.`));
  return textOf(
    heading(1, 'A strategy'),
    list('One', 'Two'),
    table(['a', 'b'], ['c', 'd']),
    { type: 'horizontalRule' },
    { type: 'paragraph' },
    ...paragraphs,
  );
}

/** @returns what differs from a walk over all of the text. */
function wrongIn(body: Y.XmlFragment): unknown[] {
  const starts = blockStarts(body);
  const wrong: unknown[] = [];
  for (const [text, start] of positions.textStarts(body))
    if (starts.startOf(text) !== start) wrong.push([start, starts.startOf(text)]);
  for (let pos = 0; pos < 160; pos += 3) {
    const [expected, found] = [positions.pointAt(body, pos), starts.pointAt(pos)];
    if (expected?.text !== found?.text || expected?.offset !== found?.offset) wrong.push(pos);
  }
  return wrong;
}

test.each([1, 2, 3, 4, 5])(
  'after any change, amid it, and while others are told of it, the answers are those of a whole walk: seed %i',
  (seed) => {
    const [doc, chance] = [aText(), dice(seed)];
    const body = bodyOf(doc);
    const wrong: unknown[] = wrongIn(body);
    body.observeDeep(() => wrong.push(...wrongIn(body)));
    // A change made while others are still being told of the one before.
    let again = false;
    body.observe(() => {
      if (!again && chance(4) === 0) {
        again = true;
        const [first] = positions.textStarts(body).keys();
        first?.insert(0, 'again ');
        wrong.push(...wrongIn(body));
        again = false;
      }
    });
    for (let round = 0; round < 25; round += 1)
      doc.transact(() => {
        for (let more = chance(3); more >= 0; more -= 1) {
          change(body, chance);
          wrong.push(...wrongIn(body));
        }
      });
    expect(wrong).toEqual([]);
  },
);

test('a text that was deleted, or stands in another draft, begins nowhere', () => {
  const body = bodyOf(aText());
  const [text] = [...positions.textStarts(body).keys()].slice(-1);
  const [foreign] = positions.textStarts(bodyOf(aText())).keys();
  if (!text || !foreign) throw new Error('there are no texts');
  expect(blockStarts(body).startOf(text)).not.toBeNull();
  body.delete(body.length - 1, 1);
  expect(blockStarts(body).startOf(text)).toBeNull();
  expect(blockStarts(body).startOf(foreign)).toBeNull();
});

test('after a letter the block it is in is measured, and no other', () => {
  const body = bodyOf(aText());
  const texts = [...positions.textStarts(body).keys()];
  const [text] = texts.slice(-1);
  const starts = blockStarts(body);
  if (text) starts.startOf(text);
  expect(positions.sizeOf).toHaveBeenCalledTimes(body.length);
  vi.clearAllMocks();
  texts[10]?.insert(0, 'x');
  for (const each of texts) starts.startOf(each);
  starts.pointAt(500);
  expect(positions.sizeOf).toHaveBeenCalledTimes(1);
});

function change(body: Y.XmlFragment, chance: (below: number) => number): void {
  const texts = [...positions.textStarts(body).keys()];
  const text = texts[chance(texts.length)];
  const acts = [
    () => text?.insert(chance(text.length + 1), 'xyz'),
    () => text && text.length > 2 && text.delete(0, 2),
    () => body.length > 3 && body.delete(chance(body.length), 1),
    () => {
      const block = new Y.XmlElement('paragraph');
      block.insert(0, [new Y.XmlText('New words.')]);
      body.insert(chance(body.length), [block]);
    },
    () => addText(text),
  ];
  acts[chance(acts.length)]?.();
}

function addText(text: Y.XmlText | undefined): void {
  const block = text?.parent;
  if (block instanceof Y.XmlElement) block.insert(block.length, [new Y.XmlText('more')]);
}
