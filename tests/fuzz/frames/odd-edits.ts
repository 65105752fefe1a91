/** Edits that are perfect Yjs and no text of ours: written through Yjs itself, so that every byte of them is in order. */
import { bodyOf } from '@gloss/shared/text/body';
import { schema } from '@gloss/shared/text/schema';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';

/** Does one to three odd things in one transaction. */
export function oddEdit(doc: Y.Doc, chance: Dice): void {
  doc.transact(() => {
    for (let left = chance.oneOf([1, 1, 2, 3]); left > 0; left -= 1)
      chance.oneOf(oddities)(doc, chance);
  });
}

const names = [...Object.keys(schema.nodes), 'image', 'codeBlock', 'Paragraph', '', 'p'];
const keys = [
  'bid',
  'level',
  'start',
  'type',
  'colspan',
  'rowspan',
  'colwidth',
  'align',
  'style',
  'id',
];
const values: readonly unknown[] = [
  '1',
  1,
  2,
  5,
  0,
  -1,
  1.5,
  1e20,
  null,
  '',
  'x'.repeat(70),
  true,
  [1],
  [[]],
  ['1'],
  {},
  'right',
  'A',
  NaN,
];
const links: readonly unknown[] = [
  'https://example.org',
  'javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,x',
  '//example.org',
  '/drafts',
  'mailto:a@example.org',
  'vbscript:x',
  ' javascript:x',
  'x'.repeat(3_000),
  null,
  7,
  {},
];

type Oddity = (doc: Y.Doc, chance: Dice) => void;

const oddities: readonly Oddity[] = [
  (doc, chance) => somewhere(doc, chance).insert(0, [new Y.XmlElement(chance.oneOf(names))]),
  (doc, chance) => somewhere(doc, chance).insert(0, [tree(chance, 1 + chance.upTo(4))]),
  (doc, chance) =>
    somewhere(doc, chance).insert(0, [chain(chance.oneOf([3, 31, 32, 33, 40, 400]))]),
  (doc, chance) => somewhere(doc, chance).insert(0, [new Y.XmlText('loose words')]),
  (doc, chance) => {
    const [part] = elements(doc, chance);
    part?.setAttribute(chance.oneOf(keys), chance.oneOf(values) as string);
  },
  (doc, chance) => {
    const [part] = elements(doc, chance);
    if (part && chance.upTo(1)) part.removeAttribute(chance.oneOf(keys));
    else part?.setAttribute('n'.repeat(1 + chance.upTo(900)), 'x');
  },
  (doc, chance) => {
    const [text] = texts(doc, chance);
    if (!text) return;
    const mark = chance.oneOf([
      ...Object.keys(schema.marks),
      'comment',
      'code',
      'bold--abcdefgh',
      'ychange',
    ]);
    const value = chance.oneOf<unknown>([
      {},
      true,
      null,
      { level: 1 },
      'x',
      [],
      { href: chance.oneOf(links) },
    ]);
    text.format(chance.upTo(text.length), 1 + chance.upTo(4), { [mark]: value });
  },
  (doc, chance) => {
    const [text] = texts(doc, chance);
    text?.insert(0, 'a link', { link: { href: chance.oneOf(links), title: chance.oneOf(values) } });
  },
  (doc, chance) => {
    const [text] = texts(doc, chance);
    text?.insertEmbed(
      0,
      chance.oneOf<object>([{ image: 'x' }, new Y.Map(), new Y.XmlElement('hardBreak')]),
    );
  },
  (doc, chance) => {
    const [text] = texts(doc, chance);
    text?.setAttribute('bid', chance.oneOf(values) as string);
  },
  (doc, chance) => void doc.getMap(chance.oneOf(['other', '', 'docket'])).set('a', chance.upTo(9)),
  (doc, chance) => doc.getText(`root ${chance.upTo(3)}`).insert(0, 'x'),
  (doc, chance) => {
    const body = bodyOf(doc);
    if (body.length > 0) body.delete(0, 1 + chance.upTo(body.length - 1));
  },
  (doc, chance) => {
    const [part] = elements(doc, chance);
    if (part && part.length > 0) part.delete(0, part.length);
  },
  (doc, chance) => {
    const [text] = texts(doc, chance);
    text?.insert(chance.upTo(text.length), 'long words '.repeat(chance.oneOf([1, 100, 2_000])));
  },
  (doc, chance) => {
    const [text] = texts(doc, chance);
    if (text)
      for (let at = 0; at < 40 && at < text.length; at += 1)
        text.format(at, 1, { bold: at % 2 ? {} : null });
  },
  (doc, chance) => {
    const spot = somewhere(doc, chance);
    spot.insert(
      0,
      Array.from({ length: 200 }, () => new Y.XmlElement(chance.oneOf(names))),
    );
  },
];

function tree(chance: Dice, depth: number): Y.XmlElement {
  const element = new Y.XmlElement(chance.oneOf(names));
  if (chance.upTo(2) === 0)
    element.setAttribute(chance.oneOf(keys), chance.oneOf(values) as string);
  const children = Array.from({ length: chance.upTo(3) }, () =>
    depth > 0 && chance.upTo(2) ? tree(chance, depth - 1) : new Y.XmlText('words'),
  );
  element.insert(0, children);
  return element;
}

/** Elements in one another, of names that may stand so. */
function chain(depth: number): Y.XmlElement {
  const element = new Y.XmlElement(depth === 0 ? 'paragraph' : 'blockquote');
  if (depth > 0) element.insert(0, [chain(depth - 1)]);
  return element;
}

function somewhere(doc: Y.Doc, chance: Dice): Y.XmlFragment {
  return chance.oneOf([bodyOf(doc), ...elements(doc, chance)]);
}

/** Those of some stretch of the text, beginning with one of the dice's choosing. */
function elements(doc: Y.Doc, chance: Dice): Y.XmlElement[] {
  const all = partsIn(bodyOf(doc)).filter((part) => part instanceof Y.XmlElement);
  return all.slice(chance.upTo(Math.max(0, all.length - 1)));
}

function texts(doc: Y.Doc, chance: Dice): Y.XmlText[] {
  const all = partsIn(bodyOf(doc)).filter((part) => part instanceof Y.XmlText);
  return all.slice(chance.upTo(Math.max(0, all.length - 1)));
}

function partsIn(fragment: Y.XmlFragment): (Y.XmlElement | Y.XmlText)[] {
  return fragment.toArray().flatMap((child) => {
    if (child instanceof Y.XmlElement) return [child, ...partsIn(child)];
    return child instanceof Y.XmlText ? [child] : [];
  });
}
