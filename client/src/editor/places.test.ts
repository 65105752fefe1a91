// @vitest-environment jsdom
import { expect, test } from 'vitest';

import { placesOn } from './places.ts';

/** A page whose top edge is scrolled 40 px out of the window, with a text of three blocks of 100 px in it. */
function pageWith(...blocks: string[]) {
  const page = document.createElement('div');
  const text = document.createElement('div');
  page.append(text);
  text.innerHTML = blocks.map((block) => `<p>${block}</p>`).join('');
  standsAt(page, -40);
  for (const [at, block] of [...text.children].entries()) {
    standsAt(block, at * 100);
    for (const [line, words] of block.querySelectorAll('mark').entries())
      standsAt(words, at * 100 + 30 * (line + 1));
  }
  return { page, text };
}

test('each passage has the top of its first words, from the top of the page, in the order of the text', () => {
  const { page, text } = pageWith(
    'no words',
    `${passage('thread-b', 'one')} and ${passage('thread-a', 'two')}`,
    passage('thread-c', 'three'),
  );
  expect([...placesOn(page, text)]).toEqual([
    ['thread-b', { top: 170, order: 0 }],
    ['thread-a', { top: 200, order: 1 }],
    ['thread-c', { top: 270, order: 2 }],
  ]);
});

test('a passage drawn in pieces has one place: that of the first piece', () => {
  const { page, text } = pageWith(passage('thread-a', 'one'), passage('thread-a', 'two'));
  expect([...placesOn(page, text)]).toEqual([['thread-a', { top: 70, order: 0 }]]);
});

test('passages that begin together share their order, whichever the page nests in the other', () => {
  const orders = (...blocks: string[]) => {
    const { page, text } = pageWith(...blocks);
    return [...placesOn(page, text)].map(([thread, { order }]) => [thread, order]);
  };
  const [a, b, c] = ['thread-a', 'thread-b', 'thread-c'];
  const later = passage(c, 'three');
  expect(orders(`${passage(a, passage(b, 'one'))} ${later}`)).toEqual([
    [a, 0],
    [b, 0],
    [c, 1],
  ]);
  expect(orders(`${passage(b, passage(a, 'one'))} ${later}`)).toEqual([
    [b, 0],
    [a, 0],
    [c, 1],
  ]);
  expect(orders(passage(a, `so ${passage(b, 'one')}`))).toEqual([
    [a, 0],
    [b, 1],
  ]);
});

test('words that the browser does not lay out stand where their block stands', () => {
  const { page, text } = pageWith('no words', passage('thread-a', 'one'));
  for (const words of text.querySelectorAll('mark')) words.checkVisibility = () => false;
  expect([...placesOn(page, text)]).toEqual([['thread-a', { top: 140, order: 0 }]]);
});

test('a block is measured again where it grew, and only there; one that left is forgotten', () => {
  const { page, text } = pageWith(passage('thread-a', 'one'), passage('thread-b', 'two'));
  const known = new Map();
  placesOn(page, text, known);
  const [first, second] = [...text.children];
  if (!first || !second) throw new Error('there are no blocks');
  // Words that moved inside of a block of the same height are looked at when the block is told of, not by chance.
  standsAt(first.querySelector('mark'), 90);
  standsAt(second, 150, 40);
  standsAt(second.querySelector('mark'), 165);
  expect([...placesOn(page, text, known).values()].map(({ top }) => top)).toEqual([70, 205]);
  first.remove();
  expect([...placesOn(page, text, known).keys()]).toEqual(['thread-b']);
  expect([...known.keys()]).toEqual([second]);
});

function passage(thread: string, words: string): string {
  return `<mark class="passage" data-thread="${thread}">${words}</mark>`;
}

function standsAt(element: Element | null, top: number, height = 10): void {
  if (element === null) throw new Error('there is nothing to place');
  const rect = new DOMRect(0, top, 10, height);
  element.getBoundingClientRect = () => rect;
  element.getClientRects = () => [rect] as unknown as DOMRectList;
  element.checkVisibility = () => true;
}
