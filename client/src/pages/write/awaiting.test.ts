import { bodyOf } from '@gloss/shared/text/body';
import { outlineOf } from '@gloss/shared/text/outline';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { awaitingBySection } from './awaiting.ts';
import { aThread, anAnchor, decided } from './thread-samples.ts';

/** A title with one section, a subsection in it, and a list there: `[level, bid]` is a heading, a string a paragraph. */
function draft(): Y.Doc {
  const doc = new Y.Doc();
  const heading = (level: number, bid: string) => {
    const element = new Y.XmlElement('heading');
    element.setAttribute('bid', bid);
    element.setAttribute('level', level as never);
    element.insert(0, [new Y.XmlText(`Heading ${bid}`)]);
    return element;
  };
  const block = (name: string, bid: string, ...children: Y.XmlElement[]) => {
    const element = new Y.XmlElement(name);
    element.setAttribute('bid', bid);
    element.insert(0, children);
    return element;
  };
  bodyOf(doc).insert(0, [
    block('paragraph', 'p0'),
    heading(1, 'title'),
    heading(2, 'one'),
    block('paragraph', 'p1'),
    heading(3, 'one-one'),
    block('bulletList', 'list', block('listItem', 'item')),
    heading(2, 'two'),
  ]);
  return doc;
}

const counts = (...threads: Parameters<typeof awaitingBySection>[2]) => {
  const doc = draft();
  return Object.fromEntries(awaitingBySection(doc, outlineOf(bodyOf(doc)), threads));
};

test('a section counts its own threads and those of its subsections', () => {
  expect(
    counts(
      aThread(1, { anchor: anAnchor('p1') }),
      aThread(2, { anchor: anAnchor('item') }),
      aThread(3, { anchor: anAnchor('two') }),
    ),
  ).toEqual({ one: 2, 'one-one': 1, two: 1 });
});

test('decided threads, orphans and those above the first heading are not counted', () => {
  expect(
    counts(
      aThread(1, { anchor: anAnchor('p1'), disposition: decided }),
      aThread(2, { anchor: { ...anAnchor('p1'), state: { is: 'orphaned' } } }),
      aThread(3, { anchor: anAnchor('p0') }),
    ),
  ).toEqual({});
});

test('a contested thread awaits a decision again', () => {
  const verdict = { is: 'contested' as const, reason: 'No', at: 0 };
  expect(counts(aThread(1, { anchor: anAnchor('p1'), disposition: decided, verdict }))).toEqual({
    one: 1,
  });
});
