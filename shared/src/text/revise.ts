/**
 * Writes a revised text over an old one as an edit: blocks that are the same, or revised, keep their element and their
 * `bid`, unchanged words their Yjs items, so that carets and anchors stay. compare.ts says which block is which.
 */
import { Node } from '@tiptap/pm/model';
import { equalityDeep } from 'lib0/function';
import * as Y from 'yjs';

import type { BlockContent } from '../words/blocks.ts';
import { bodyOf } from './body.ts';
import type { Carried } from './carried.ts';
import { carriedSince, wordsOfTexts } from './carried.ts';
import { fitsContent } from './check.ts';
import { align, faceOf } from './compare.ts';
import type { JSONContent } from './content.ts';
import { blockContentOf, contentOf, runsOf } from './content.ts';
import type { NamedBlocks } from './named-blocks.ts';
import { elementOf, textOf } from './new-parts.ts';
import { childrenOf } from './positions.ts';
import { reviseRuns } from './revise-runs.ts';
import { schema } from './schema.ts';
import { WordBags } from './word-bag.ts';

type Child = Y.XmlElement | Y.XmlText;

/**
 * Makes a text say what the content says, in one transaction. `bid`s of the content do not count: what is new gets new ones.
 * @returns the words that had to be written anew, and where they stand now.
 * Throws where the content does not fit the schema: files are parsed and sanitised before they come here.
 */
export function reviseBody(doc: Y.Doc, content: JSONContent): Carried[] {
  if (!fitsContent(content)) throw new Error('The text does not fit the form of a draft.');
  const node = Node.fromJSON(schema, content);
  // With all attributes, as an editor would have written them.
  const wanted = node.toJSON() as JSONContent;
  const body = bodyOf(doc);
  const bags = new WordBags(contentOf(body), wanted);
  const before = wordsOfTexts(body);
  doc.transact((transaction) => reviseChildren(new Pen(transaction, bags), body, wanted));
  return carriedSince(before, body, bags);
}

/**
 * Makes some blocks side by side say what the content says; those around them stay. Inside the caller's transaction, and only
 * with content that fits there.
 * @param names the ids of those that are new, by their place in the content; without one, a new id.
 * @returns the blocks that stand there now.
 */
export function reviseBlocks(
  transaction: Y.Transaction,
  { parent, first, blocks }: NamedBlocks,
  wanted: readonly BlockContent[],
  names: readonly (string | undefined)[] = [],
): Y.XmlElement[] {
  const content = [...wanted] as JSONContent[];
  const before = { type: 'doc', content: blocks.map(blockContentOf) };
  const pen = new Pen(transaction, new WordBags(before, { type: 'doc', content }));
  const siblings: Child[] = [...childrenOf(parent)];
  const written = revised(pen, blocks, content, names);
  pen.arrange(parent, siblings.toSpliced(first, blocks.length, ...written));
  return written;
}

/** What every level of a revision needs. */
class Pen {
  readonly bags: WordBags;
  readonly #transaction: Y.Transaction;

  constructor(transaction: Y.Transaction, bags: WordBags) {
    this.#transaction = transaction;
    this.bags = bags;
  }

  /** Lets a parent have these children, in this order. Those it has already keep theirs, and stay; its others go. */
  arrange(parent: Y.XmlFragment, wanted: readonly Child[]): void {
    const kept = new Set(wanted);
    const gone = [...childrenOf(parent)].filter((child) => !kept.has(child));
    for (const child of gone) child._item?.delete(this.#transaction);
    let last: Child | null = null;
    let added: Child[] = [];
    const put = () => {
      // Behind what stands there: counting from the start would make a long text slow.
      if (added.length > 0 && last) parent.insertAfter(last, added);
      else if (added.length > 0) parent.insert(0, added);
      added = [];
    };
    for (const child of wanted) {
      if (child.parent === null) added.push(child);
      else {
        put();
        last = child;
      }
    }
    put();
  }
}

function reviseChildren(pen: Pen, parent: Y.XmlFragment, { content = [] }: JSONContent): void {
  const elements = [...childrenOf(parent)].filter((child) => child instanceof Y.XmlElement);
  pen.arrange(parent, revised(pen, elements, content));
}

/** @returns what these elements become: those that stay, revised, and new ones for the rest of the content. */
function revised(
  pen: Pen,
  elements: readonly Y.XmlElement[],
  content: readonly JSONContent[],
  names: readonly (string | undefined)[] = [],
): Y.XmlElement[] {
  const before = elements.map(blockContentOf);
  const wanted: Y.XmlElement[] = [];
  for (const step of align(before, content, pen.bags)) {
    if (step.is === 'gone') continue;
    const part = content[step.after];
    const was = step.is === 'kept' ? step.before : step.from;
    const element = was === undefined ? undefined : elements[was];
    if (!part) continue;
    if (step.is === 'kept' && element && element.nodeName === part.type) {
      if (faceOf(part) !== faceOf(before[step.before] ?? {})) revise(pen, element, part);
      wanted.push(element);
    } else wanted.push(elementOf(part, element?.getAttribute('bid') ?? names[step.after]));
  }
  return wanted;
}

function revise(pen: Pen, element: Y.XmlElement, part: JSONContent): void {
  reviseAttributes(element, part);
  if (schema.nodes[element.nodeName]?.isTextblock) reviseLines(pen, element, part);
  else reviseChildren(pen, element, part);
}

/** y-tiptap keeps numbers as numbers, though Yjs types attributes as strings; and writes no null. */
function reviseAttributes(element: Y.XmlElement, { attrs = {} }: JSONContent): void {
  const there: Readonly<Record<string, unknown>> = element.getAttributes();
  for (const name of new Set([...Object.keys(there), ...Object.keys(attrs)])) {
    const value: unknown = attrs[name] ?? undefined;
    if (name === 'bid' || equalityDeep(there[name], value)) continue;
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value as string);
  }
}

/** Text between two line breaks: its runs, and where it stands, the Yjs text that holds it and the break before. */
interface LineOfBlock {
  readonly content: JSONContent;
  readonly text?: Y.XmlText;
  readonly breakBefore?: Y.XmlElement;
}

/** A line break parts a block's text into Yjs texts of their own: lines are paired as blocks are. */
function reviseLines(pen: Pen, element: Y.XmlElement, part: JSONContent): void {
  const before = linesOfElement(element);
  const after = linesOf(part.content ?? []);
  const isOne = before.length === 1 && after.length === 1;
  const steps = isOne
    ? [{ is: 'kept', before: 0, after: 0 } as const]
    : align(
        before.map(({ content }) => content),
        after,
        pen.bags,
      );
  const wanted: Child[] = [];
  for (const step of steps) {
    if (step.is === 'gone') continue;
    const was = step.is === 'kept' ? before[step.before] : undefined;
    const runs = after[step.after]?.content ?? [];
    if (step.after > 0) wanted.push(was?.breakBefore ?? new Y.XmlElement('hardBreak'));
    if (was?.text && runs.length > 0) reviseRuns(was.text, runs);
    if (runs.length > 0) wanted.push(was?.text ?? textOf(runs));
  }
  pen.arrange(element, wanted);
}

/** Where clients have put two texts side by side, the longest counts as the line's and the others go. */
function linesOfElement(element: Y.XmlElement): LineOfBlock[] {
  const lines: { text?: Y.XmlText; breakBefore?: Y.XmlElement }[] = [{}];
  for (const child of childrenOf(element)) {
    const line = lines.at(-1);
    if (child instanceof Y.XmlElement) lines.push({ breakBefore: child });
    else if (line && child.length > (line.text?.length ?? -1)) line.text = child;
  }
  return lines.map((line) => ({
    ...line,
    content: { type: 'paragraph', content: line.text ? runsOf(line.text) : [] },
  }));
}

function linesOf(content: readonly JSONContent[]): JSONContent[] {
  const lines: JSONContent[][] = [[]];
  for (const inline of content)
    if (inline.type === 'text') lines.at(-1)?.push(inline);
    else lines.push([]);
  return lines.map((line) => ({ type: 'paragraph', content: line }));
}
