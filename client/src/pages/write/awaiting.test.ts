import { bodyOf } from '@gloss/shared/text/body';
import { outlineOf } from '@gloss/shared/text/outline';
import type { Thread } from '@gloss/shared/words/thread';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import { keepAwaiting } from './awaiting.ts';
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

const counts = (...threads: Thread[]) => {
  const doc = draft();
  return Object.fromEntries(keepAwaiting(doc).count(outlineOf(bodyOf(doc)), threads));
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

test('a change of one thread among thousands is counted by looking at that one; of the blocks, by looking at all', () => {
  const doc = draft();
  const sections = outlineOf(bodyOf(doc));
  const looked = vi.fn<() => void>();
  const awaiting = keepAwaiting(doc, looked);
  const stop = awaiting.follow();
  const looksFor = (threads: readonly Thread[]) => {
    looked.mockClear();
    const counted = Object.fromEntries(awaiting.count(sections, threads));
    expect(counted).toEqual(Object.fromEntries(keepAwaiting(doc).count(sections, threads)));
    return [looked.mock.calls.length, counted['one']];
  };
  const many = Array.from({ length: 5000 }, (_, at) => aThread(at + 1, { anchor: anAnchor('p1') }));
  expect(looksFor(many)).toEqual([5000, 5000]);
  const one = many.with(2500, aThread(2501, { anchor: anAnchor('p1'), disposition: decided }));
  expect(looksFor(one)).toEqual([2, 4999]);
  const paragraph = bodyOf(doc).get(3) as Y.XmlElement;
  paragraph.insert(0, [new Y.XmlText('Words')]);
  looksFor(one);
  (paragraph.get(0) as Y.XmlText).insert(5, ' and more');
  expect(looksFor([...one])).toEqual([0, 4999]);
  bodyOf(doc).delete(3);
  const moved = new Y.XmlElement('paragraph');
  moved.setAttribute('bid', 'p1');
  bodyOf(doc).push([moved]);
  expect(looksFor(one)).toEqual([5000, undefined]);
  stop();
});
