import { bodyOf } from '@gloss/shared/text/body';
import { fillBody } from '@gloss/shared/text/content';
import { block, paragraph, passageOf } from '@gloss/shared/text/fixture';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import { changeIn } from './change.ts';

function written(edit: (doc: Y.Doc) => void): boolean | undefined {
  const doc = new Y.Doc();
  fillBody(doc, block('doc', paragraph('One two'), block('paragraph')));
  return changeIn(doc, () => doc.transact(() => edit(doc)))?.isTyping;
}

const textIn = (doc: Y.Doc) => passageOf(doc, 'One').start.text;

/** Characters that stand in a text of no letters: nobody has looked yet whether letters may stand there. */
function intoEmpty(doc: Y.Doc): void {
  const list = new Y.XmlElement('bulletList');
  const text = new Y.XmlText();
  list.push([text]);
  bodyOf(doc).push([list]);
  text.insert(0, 'x');
}

/** Takes `count` letters at `from` away, then puts one in at `at`. */
function inBoth(doc: Y.Doc, from: number, count: number, at: number): void {
  const text = textIn(doc);
  text.delete(from, count);
  text.insert(at, 'x');
}

describe('an edit is typing', () => {
  test.each<[string, (doc: Y.Doc) => void]>([
    ['letters behind others', (doc) => textIn(doc).insert(3, ' and a half')],
    ['letters gone', (doc) => textIn(doc).delete(2, 3)],
    ['both', (doc) => inBoth(doc, 0, 1, 2)],
  ])('%s', (_name, edit) => expect(written(edit)).toBe(true));
});

describe('an edit is more than typing', () => {
  test.each<[string, (doc: Y.Doc) => void]>([
    [
      'letters before all others: what they stand behind is no letter',
      (doc) => textIn(doc).insert(0, 'x'),
    ],
    ['letters in a text without any', intoEmpty],
    ['a mark', (doc) => textIn(doc).format(0, 3, { bold: true })],
    ['letters with a mark of their own', (doc) => textIn(doc).insert(3, 'x', { bold: true })],
    ['an attribute', (doc) => (bodyOf(doc).get(0) as Y.XmlElement).setAttribute('bid', 'another')],
    ['a block that goes', (doc) => bodyOf(doc).delete(1, 1)],
    ['a block that comes', (doc) => bodyOf(doc).push([new Y.XmlElement('paragraph')])],
  ])('%s', (_name, edit) => expect(written(edit)).toBe(false));

  test('a mark that goes', () => {
    const doc = new Y.Doc();
    fillBody(doc, block('doc', paragraph('One two')));
    textIn(doc).format(0, 3, { bold: true });
    const change = changeIn(doc, () => textIn(doc).format(0, 3, { bold: null }));
    expect(change?.isTyping).toBe(false);
  });
});
