import { schema } from '@gloss/shared/text/schema';
import type { Node as TextNode } from '@tiptap/pm/model';
import { expect, test } from 'vitest';

import { proposedChanges } from './proposed-changes.ts';

/** @returns a text with these lines as paragraphs. */
function textOf(...lines: string[]): TextNode {
  return schema.node(
    'doc',
    null,
    lines.map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line)])),
  );
}

/** @returns each change as [what stands at its place, the words it inserts]. */
function changes(text: TextNode, replaces: string, wording: string, from = 1) {
  const passage = { from, to: text.content.size - 1 };
  return proposedChanges(text, passage, { replaces, wording })?.map(
    ({ from, to, coming }) =>
      [text.textBetween(from, to, '|'), coming.map(({ text: words }) => words).join('')] as const,
  );
}

const sentence = 'Staff need training before any of the new tools arrive.';

test('only the words that change are struck, each beside the words in their place', () => {
  const wording = 'Staff get training before all of the new tools arrive.';
  expect(changes(textOf(sentence), sentence, wording)).toEqual([
    ['need', 'get'],
    ['any', 'all'],
  ]);
});

test('words that are added strike nothing, and stand at their place', () => {
  const text = textOf('A.', sentence);
  const start = 5;
  const wording = sentence.replace('need', 'always need');
  const [added] =
    proposedChanges(
      text,
      { from: start, to: start + sentence.length },
      { replaces: sentence, wording },
    ) ?? [];
  expect(added).toEqual({
    from: start + 'Staff '.length,
    to: start + 'Staff '.length,
    gone: [],
    coming: [{ kind: 'new', text: 'always ', look: '[]' }],
  });
});

test('a deletion strikes all of it and adds nothing', () => {
  expect(changes(textOf(sentence), sentence, '')).toEqual([[sentence, '']]);
});

test('a passage over several blocks keeps its places, whatever stands between its texts', () => {
  const text = textOf('Safe and fair to everyone here.', 'Equity always comes first of all.');
  const replaces = 'Safe and fair to everyone here.\nEquity always comes first of all.';
  const wording = 'Safe and fair to anyone here.\nNow equity always comes first of all.';
  expect(changes(text, replaces, wording)).toEqual([
    ['everyone', 'anyone'],
    ['Equity ', 'Now equity '],
  ]);
});

test('words added at the beginning of a later block stand there and not at the end of the one before', () => {
  const text = textOf('Safe and fair to everyone.', 'Equity comes first.');
  const replaces = 'Safe and fair to everyone.\nEquity comes first.';
  const wording = 'Safe and fair to everyone.\nAlways Equity comes first.';
  const second = 'Safe and fair to everyone.'.length + 3;
  const passage = { from: 1, to: text.content.size - 1 };
  expect(proposedChanges(text, passage, { replaces, wording })).toEqual([
    { from: second, to: second, gone: [], coming: [{ kind: 'new', text: 'Always ', look: '[]' }] },
  ]);
});

test('a line break that came since is none of its changes', () => {
  const wording = sentence.replace('tools', 'machines');
  const split = textOf('Staff need training before ', 'any of the new tools arrive.');
  expect(changes(split, sentence, wording)).toEqual([['tools', 'machines']]);
});

test('a passage that reads otherwise by now is not struck at all', () => {
  expect(changes(textOf(sentence), sentence.replace('need', 'want'), 'Anything.')).toBeUndefined();
});
