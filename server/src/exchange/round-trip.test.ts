import type { JSONContent } from '@gloss/shared/text/content';
import { block, dice, hardBreak, words } from '@gloss/shared/text/fixture';
import { toHtml } from '@gloss/shared/text/html';
import { toMarkdown } from '@gloss/shared/text/markdown';
import { schema } from '@gloss/shared/text/schema';
import { expect, test } from 'vitest';

import { readFile } from './read-file.ts';

/** Characters that mean something to Markdown or HTML, alone and together, and some that do not. */
const pieces = [
  'word',
  'a b',
  '(x)',
  '1.',
  '2)',
  '# ',
  '*',
  '_',
  '**',
  '-',
  '+ ',
  '>',
  '=',
  '---',
  '|',
  '\\',
  '`',
  '~',
  '^',
  '<b>',
  '<',
  '&',
  '&amp;',
  '[x](y)',
  '![',
  '[^1]',
  '^1^',
  '"q"',
  '_a_',
  'x_y',
  'http://a.b',
  ' ',
  'é',
  '🏥',
  '.',
];
const markTypes = ['bold', 'italic', 'strike', 'underline', 'superscript'];
const addresses = ['https://a.org/x', 'https://a.org/(b)_c?x=1&amp;y'];

type Roll = (limit: number) => number;

function some<Value>(roll: Roll, most: number, make: () => Value): Value[] {
  return Array.from({ length: 1 + roll(most) }, make);
}

function pick<Value>(roll: Roll, from: readonly Value[]): Value {
  return from[roll(from.length)] as Value;
}

function run(roll: Roll): JSONContent {
  const link = { type: 'link', attrs: { href: pick(roll, addresses) } };
  const marks = markTypes.filter(() => roll(4) === 0).map((type) => ({ type }));
  const text = some(roll, 3, () => pick(roll, pieces)).join('');
  return words(text, ...(roll(4) === 0 ? [link] : []), ...marks);
}

function inline(roll: Roll): JSONContent[] {
  return some(roll, 5, () => (roll(8) === 0 ? hardBreak : run(roll)));
}

function anyBlock(roll: Roll): JSONContent {
  const line = () => block('paragraph', ...inline(roll));
  const inner = {
    ...block('orderedList', block('listItem', line())),
    attrs: { start: 1 + roll(3) },
  };
  const row = (type: string) => block('tableRow', block(type, line()), block(type, line()));
  return pick<() => JSONContent>(roll, [
    line,
    () => ({ ...block('heading', ...inline(roll)), attrs: { level: 1 + roll(4) } }),
    () => block('bulletList', block('listItem', line(), inner), block('listItem', line())),
    () => block('blockquote', line(), line()),
    () => block('table', row('tableHeader'), row('tableCell')),
  ])();
}

/** Each visible character with its marks, in order: all that must come back. */
function charactersOf({ text = '', marks = [], content = [] }: JSONContent): string[] {
  const names = marks.map(({ type, attrs }) => `${type}${attrs?.['href'] ?? ''}`).toSorted();
  const own = Array.from(text)
    .filter((letter) => letter.trim() !== '')
    .map((letter) => `${letter} ${names.join(' ')}`);
  return [...own, ...content.flatMap(charactersOf)];
}

test.each([
  ['Markdown', 'md', toMarkdown],
  ['HTML', 'html', (content: JSONContent) => toHtml(content, 'title')],
])(
  'every character comes back from %s with its marks, whatever stands beside it',
  async (_form, ending, write) => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const roll = dice(seed);
      const blocks = [block('paragraph', words('begin')), ...some(roll, 3, () => anyBlock(roll))];
      const content = schema.nodeFromJSON(block('doc', ...blocks)).toJSON() as JSONContent;
      const file = { name: `text.${ending}`, bytes: new TextEncoder().encode(write(content)) };
      const back = await readFile(file);
      expect([seed, back.ok && charactersOf(back.value.content)]).toEqual([
        seed,
        charactersOf(content),
      ]);
    }
  },
  30_000,
);
