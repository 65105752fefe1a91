import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { resolveSpan, readQuote, spanBetween } from './anchor.ts';
import { bodyOf } from './body.ts';
import { fitsContent } from './check.ts';
import { faceOf } from './compare.ts';
import type { JSONContent } from './content.ts';
import { contentOf } from './content.ts';
import {
  block,
  dice,
  hardBreak,
  heading,
  list,
  paragraph,
  passageOf,
  richText,
  table,
  textOf,
  words,
} from './fixture.ts';
import { reviseBody } from './revise.ts';

const long = 'Agencies keep an inventory of all the software that they own.';

test('[I4] the text says what the revised one says, whatever stood there', () => {
  const texts = [...kindsOfTexts(), ...randomTexts(40)];
  for (const [at, before] of texts.entries())
    for (const after of [texts[(at + 1) % texts.length], texts[(at * 7 + 3) % texts.length]]) {
      const doc = textOf(...(before?.content ?? []));
      reviseBody(doc, after ?? {});
      expect(faceOf(contentOf(bodyOf(doc)))).toBe(faceOf(full(after ?? {})));
      expect(fitsContent(contentOf(bodyOf(doc)))).toBe(true);
      expect(new Set(bidsIn(doc)).size).toBe(bidsIn(doc).length);
    }
});

test('[I4] the same text changes nothing', () => {
  const doc = richText();
  let updates = 0;
  doc.on('update', () => (updates += 1));
  reviseBody(doc, contentOf(bodyOf(doc)));
  expect(updates).toBe(0);
});

test('[I4] a revised paragraph keeps its element, its id and the items of the words that stay', () => {
  const doc = textOf(heading(2, 'Aims'), paragraph(long), paragraph('Another.'));
  const [bid] = bidsIn(doc).slice(1);
  const { start, end } = passageOf(doc, 'all the software');
  const span = spanBetween(start, end);
  reviseBody(
    doc,
    block(
      'doc',
      paragraph('Something new on top.'),
      heading(2, 'Aims'),
      paragraph('Each agency shall keep an inventory of all the software 🏥 that it owns.'),
      paragraph('Another.'),
    ),
  );
  expect(bidsIn(doc)[2]).toBe(bid);
  const there = resolveSpan(doc, span);
  expect(there && readQuote(bodyOf(doc), there.start, there.end).exact).toBe('all the software');
});

test('[I4] bold and links change where they differ, and the words under them stay', () => {
  const doc = textOf(
    paragraph('Agencies keep ', words('an inventory', { type: 'bold' }), ' here.'),
  );
  const { start, end } = passageOf(doc, 'an inventory');
  const span = spanBetween(start, end);
  const link = { type: 'link', attrs: { href: 'https://example.org', title: null } };
  reviseBody(doc, block('doc', paragraph('Agencies keep an ', words('inventory', link), ' here.')));
  const there = resolveSpan(doc, span);
  expect(there && readQuote(bodyOf(doc), there.start, there.end).exact).toBe('an inventory');
});

test('[I4] a note put in renumbers the others, and no paragraph is taken for another', () => {
  const note = (number: number) => words(String(number), { type: 'superscript' });
  const doc = textOf(paragraph(long, note(1)), paragraph('They share what they own.', note(2)));
  const bids = bidsIn(doc);
  const added = paragraph('All of this begins at once.', note(1));
  reviseBody(
    doc,
    block('doc', added, paragraph(long, note(2)), paragraph('They share what they own.', note(3))),
  );
  expect(bidsIn(doc).slice(1)).toEqual(bids);
});

test('[I4] a paragraph that went elsewhere keeps its id', () => {
  const doc = textOf(
    paragraph(long),
    paragraph('The pilot is measured by the policy office every year.'),
    paragraph('Source code that the public has paid for is open to the public.'),
  );
  const [bid] = bidsIn(doc);
  const blocks = contentOf(bodyOf(doc)).content ?? [];
  reviseBody(doc, { type: 'doc', content: [...blocks.slice(1), ...blocks.slice(0, 1)] });
  expect(bidsIn(doc).at(-1)).toBe(bid);
});

test('[I4] what others typed meanwhile merges with it', () => {
  const doc = textOf(paragraph(long), paragraph('Another.'));
  const replica = new Y.Doc();
  Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
  reviseBody(replica, block('doc', paragraph(`${long} It is public.`), paragraph('A third.')));
  const { end } = passageOf(doc, 'inventory');
  end.text.insert(end.offset, ' of code and');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(replica));
  expect(JSON.stringify(contentOf(bodyOf(doc)))).toContain(
    'Agencies keep an inventory of code and of all the software that they own. It is public.',
  );
});

function kindsOfTexts(): JSONContent[] {
  return [
    block('doc', ...(contentOf(bodyOf(richText())).content ?? [])),
    block('doc', paragraph(long, hardBreak, 'and', hardBreak, hardBreak, 'so on')),
    block('doc', paragraph('and', hardBreak, long), list('one', 'two two', [paragraph('three')])),
    block('doc', table(['a', 'b'], ['c', 'd']), paragraph()),
    block(
      'doc',
      table(['a', 'x', 'b'], ['e', '', 'f'], ['c', '', 'd']),
      block('blockquote', paragraph(long)),
    ),
    block('doc', paragraph()),
  ];
}

/** Texts with blocks of all kinds from a few words, so that many are alike. */
function randomTexts(count: number): JSONContent[] {
  const upTo = dice(4);
  const pick = ['open', 'source', 'code', 'the', 'public', 'agency', '🏥', 'pays', '12', 'for'];
  const marks = [[], [], [{ type: 'bold' }], [{ type: 'italic' }, { type: 'bold' }]];
  const run = () =>
    words(
      `${Array.from({ length: 1 + upTo(5) }, () => pick[upTo(10)]).join(' ')} `,
      ...(marks[upTo(4)] ?? []),
    );
  const line = () => paragraph(run(), ...(upTo(3) === 0 ? [hardBreak, run()] : []), run());
  const any = (): JSONContent => {
    const kinds = [
      line,
      line,
      () => heading(1 + upTo(4), 'The public code'.slice(upTo(8))),
      () => list([line()], [line(), list([line()])]),
      () => table(['who', 'pays'], [pick[upTo(10)] ?? '', 'code'], ['', 'open']),
      () => block('blockquote', line(), line()),
      () => ({ type: 'horizontalRule' }),
    ];
    return (kinds[upTo(kinds.length)] ?? line)();
  };
  return Array.from({ length: count }, () =>
    block('doc', ...Array.from({ length: 1 + upTo(6) }, any)),
  );
}

/** The content as a text that was filled with it says it: runs of one look joined, attributes complete. */
function full(content: JSONContent): JSONContent {
  return contentOf(bodyOf(textOf(...(content.content ?? []))));
}

function bidsIn(doc: Y.Doc): unknown[] {
  const walk = (part: JSONContent): unknown[] => [
    ...(part.attrs?.['bid'] === undefined ? [] : [part.attrs['bid']]),
    ...(part.content ?? []).flatMap(walk),
  ];
  return walk(contentOf(bodyOf(doc)));
}
