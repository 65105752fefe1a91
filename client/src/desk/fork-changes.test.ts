import { bodyOf } from '@gloss/shared/text/body';
import { heading, paragraph, passageOf, textOf } from '@gloss/shared/text/fixture';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { changesInFork } from './fork-changes.ts';

function forkOf(...words: string[]): { shared: Y.Doc; own: Y.Doc } {
  const shared = textOf(heading(1, 'A strategy'), ...words.map((each) => paragraph(each)));
  const own = new Y.Doc();
  Y.applyUpdate(own, Y.encodeStateAsUpdate(shared));
  return { shared, own };
}

const changed = (shared: Y.Doc, own: Y.Doc) =>
  changesInFork(shared, own).map(({ is, before, mine }) => [is, before, mine]);

test('the same text changes nothing', () => {
  const { shared, own } = forkOf('Care is human work.');
  expect(changesInFork(shared, own)).toEqual([]);
});

test('changes at two places of a block are two, each with the rest as it is', () => {
  const said = 'Care is human work and it needs people who listen to others every day.';
  const { shared, own } = forkOf(said);
  const { text, offset } = passageOf(own, 'human').start;
  text.delete(offset, 5);
  text.insert(offset, 'hard');
  const there = passageOf(own, 'every').start;
  there.text.insert(there.offset, 'nearly ');
  expect(changed(shared, own)).toEqual([
    ['changed', said, said.replace('human', 'hard')],
    ['changed', said, said.replace('every', 'nearly every')],
  ]);
});

test('a change keeps its id while another is made beside it in another block', () => {
  const { shared, own } = forkOf('One two three.', 'Four five six.');
  const { text, offset } = passageOf(own, 'five').start;
  text.insert(offset, 'more than ');
  const [before] = changesInFork(shared, own);
  const first = passageOf(own, 'two').start;
  first.text.insert(first.offset, 'or ');
  expect(changesInFork(shared, own).map(({ id }) => id)).toContain(before?.id);
});

test('a block that is gone is one change that leaves no words', () => {
  const { shared, own } = forkOf('One.', 'Two.');
  bodyOf(own).delete(2, 1);
  expect(changed(shared, own)).toEqual([['changed', 'Two.', '']]);
});

test('new paragraphs stand beside the block they follow', () => {
  const { shared, own } = forkOf('One.');
  const added = new Y.XmlElement('paragraph');
  added.setAttribute('bid', 'new-block-1');
  added.insert(0, [new Y.XmlText('Two.')]);
  bodyOf(own).insert(2, [added]);
  expect(changed(shared, own)).toEqual([['added', '', 'Two.']]);
});
