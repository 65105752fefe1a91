import type { JSONContent } from '@gloss/shared/text/content';
import { dice, heading, list, paragraph, words } from '@gloss/shared/text/fixture';
import type { BlockContent } from '@gloss/shared/words/blocks';
import { describe, expect, test } from 'vitest';

import { blockRuns } from './block-runs.ts';

const bold = { type: 'bold' };
const sent = (parts: readonly JSONContent[]) => parts as readonly BlockContent[];

/** @returns what is told of a change: words that go in [-…], words that come in [+…], ends of blocks as ¶. */
function told(was: readonly JSONContent[], content: readonly JSONContent[]): string | null {
  const runs = blockRuns(sent(was), sent(content));
  if (runs === null) return null;
  const sign = { same: '', gone: '-', new: '+' };
  return runs
    .map(({ kind, text, look }) => {
      const isEnd = look === 'block' || look === 'line';
      const shown = isEnd ? (look === 'block' ? '¶' : '↵') : text + (look === '[]' ? '' : '*');
      return kind === 'same' ? shown : `[${sign[kind]}${shown}]`;
    })
    .join('');
}

test.each<[string, JSONContent[], JSONContent[], string | null]>([
  [
    'broken in two',
    [paragraph('Care is human work.')],
    [paragraph('Care is '), paragraph('human work.')],
    'Care is [+¶]human work.',
  ],
  [
    'joined',
    [paragraph('Care is '), paragraph('human work.')],
    [paragraph('Care is human work.')],
    'Care is [-¶]human work.',
  ],
  [
    'broken in two, with another word',
    [paragraph('Care is human work and more.')],
    [paragraph('Care is human work'), paragraph('and much more.')],
    'Care is human work[- ][+¶]and [+much ]more.',
  ],
  [
    'words that become bold',
    [paragraph('Care is human work.')],
    [paragraph('Care is ', words('human', bold), ' work.')],
    'Care is [-human][+human*] work.',
  ],
  [
    'a line that is broken',
    [paragraph('Care is human work.')],
    [paragraph('Care is ', { type: 'hardBreak' }, 'human work.')],
    'Care is [+↵]human work.',
  ],
  ['another kind', [paragraph('Care.')], [heading(2, 'Care.')], null],
  ['a list', [list('Care.')], [list('Cure.')], null],
  ['nothing there', [], [paragraph('Care.')], null],
])('[P7][P9] of a paragraph %s, what is the same stays', (_what, was, content, expected) => {
  expect(told(was, content)).toBe(expected);
});

describe('[P9] what stays and goes is what stood there, what stays and comes is what will, looks and all', () => {
  test.each(Array.from({ length: 100 }, (_, at) => at + 1))('seed %i', (seed) => {
    const roll = dice(seed);
    const some = () =>
      Array.from({ length: 1 + roll(4) }, () =>
        paragraph(
          ...Array.from({ length: 1 + roll(5) }, (_, at) => {
            const said = `${['care', 'trust', 'people', 'risk'][roll(4)] ?? ''} `;
            return at % 2 === 0 ? said : words(said, bold);
          }),
        ),
      );
    const [was, content] = [some(), some()];
    const runs = blockRuns(sent(was), sent(content)) ?? [];
    for (const [kind, blocks] of [
      ['gone', was],
      ['new', content],
    ] as const) {
      const letters = runs
        .filter((run) => run.kind === kind || run.kind === 'same')
        .flatMap(({ text, look }) => text.split('').map((letter) => `${letter} ${look}`));
      expect(letters).toEqual(lettersOf(blocks));
    }
  });
});

function lettersOf(blocks: readonly JSONContent[]): string[] {
  return blocks.flatMap(({ content = [] }, at) => [
    ...(at > 0 ? ['\n block'] : []),
    ...content.flatMap(({ text = '', marks = [] }) =>
      text.split('').map((letter) => `${letter} ${JSON.stringify(marks)}`),
    ),
  ]);
}
