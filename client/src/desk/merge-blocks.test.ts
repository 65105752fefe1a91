import type { JSONContent } from '@gloss/shared/text/content';
import { dice, heading, list, paragraph, words } from '@gloss/shared/text/fixture';
import type { BlockContent } from '@gloss/shared/words/blocks';
import { describe, expect, test } from 'vitest';

import { mergeBlocks } from './merge-blocks.ts';

const bold = { type: 'bold' };
const merged = (
  base: readonly JSONContent[],
  theirs: readonly JSONContent[],
  mine: readonly JSONContent[],
): unknown =>
  mergeBlocks(...([base, theirs, mine] as [BlockContent[], BlockContent[], BlockContent[]]));

const said = 'Care is human work and it needs people.';

test.each<[string, JSONContent[], JSONContent[], JSONContent[], unknown]>([
  [
    'a heading has their words',
    [paragraph(said)],
    [paragraph(said.replace('human', 'hard'))],
    [heading(2, said)],
    [heading(2, said.replace('human', 'hard'))],
  ],
  [
    'so have the items of a list, each its own',
    [paragraph('Care is work.'), paragraph('People do it.')],
    [paragraph('Care is hard work.'), paragraph('Many people do it.')],
    [list('Care is work.', 'People do it.')],
    [list('Care is hard work.', 'Many people do it.')],
  ],
  [
    'looks stay, and new words look like those they replace',
    [paragraph(said)],
    [paragraph(said.replace('human', 'humane'))],
    [paragraph('Care is ', words('human', bold), ' work and it needs people.')],
    [paragraph('Care is ', words('humane', bold), ' work and it needs people.')],
  ],
  [
    'the same words changed by both are nobody’s',
    [paragraph(said)],
    [paragraph(said.replace('human', 'hard'))],
    [heading(2, said.replace('human', 'heavy'))],
    null,
  ],
  [
    'what others have broken in two stays as it is',
    [paragraph(said)],
    [paragraph('Care is human work'), paragraph('and it needs people.')],
    [heading(2, said)],
    null,
  ],
])('[P6] %s', (_what, base, theirs, mine, expected) => {
  expect(merged(base, theirs, mine)).toEqual(expected);
});

describe('[P6] words of two that do not touch are all there, in their blocks', () => {
  test.each(Array.from({ length: 60 }, (_, at) => at + 1))('seed %i', (seed) => {
    const roll = dice(seed);
    const all = Array.from({ length: 24 }, (_, at) => `w${at}`);
    // Every third word stays, so that no change of one touches a change of the other.
    const written = (by: string, side: number) =>
      all.map((word, at) => (at % 6 === side && roll(2) === 0 ? `${by}${at}` : word));
    const [theirs, mine] = [written('t', 1), written('m', 4)];
    const both = all.map((word, at) =>
      theirs[at] === word ? (mine[at] ?? '') : (theirs[at] ?? ''),
    );
    const broken = (line: readonly string[], at: number) => [
      heading(2, line.slice(0, at).join(' ')),
      paragraph(line.slice(at).join(' ')),
    ];
    // Mine ends a block between two words that nobody changes.
    const at = 3 + 6 * roll(3);
    expect(
      merged([paragraph(all.join(' '))], [paragraph(theirs.join(' '))], broken(mine, at)),
    ).toEqual(broken(both, at));
  });
});
