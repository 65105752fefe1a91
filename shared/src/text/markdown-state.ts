/**
 * Writes Markdown by the library's rules, in time that grows with the text and not with its square: the library asks at every
 * block how its output ends, and with one growing string each such question costs a copy of all that was written.
 */
import type { Node } from '@tiptap/pm/model';
import { Fragment } from '@tiptap/pm/model';
import type { MarkdownSerializer } from 'prosemirror-markdown';
import { MarkdownSerializerState } from 'prosemirror-markdown';

import type { Steps } from './in-steps.ts';
import { schema } from './schema.ts';

/** What the library keeps to itself in its types: what a state is made of, and what it has written. */
const State = MarkdownSerializerState as unknown as new (
  nodes: MarkdownSerializer['nodes'],
  marks: MarkdownSerializer['marks'],
  options: MarkdownSerializerState['options'],
) => MarkdownSerializerState & { out: string };

/** No rule looks further back than this, in characters. */
const lookBack = 2;

/** White space that is longer than any writer means: the library searches it once for each of its characters. */
const longSpace = /(\s{100})\s+/g;

/** A state that puts aside what it has written, but for its end. */
class LongState extends State {
  readonly #written: string[] = [];

  /** Comes before everything that is written. */
  override write(content?: string): void {
    this.#written.push(this.out.slice(0, -lookBack));
    this.out = this.out.slice(-lookBack);
    super.write(content);
  }

  /** White space means the same in Markdown, however long it is. */
  override renderInline(parent: Node, fromBlockStart?: boolean): void {
    const isLong = parent.children.some(({ text = '' }) => text.search(longSpace) !== -1);
    super.renderInline(isLong ? shortened(parent) : parent, fromBlockStart);
  }

  /** @returns all that was written. */
  whole(): string {
    return this.#written.join('') + this.out;
  }
}

function shortened(textblock: Node): Node {
  const children = textblock.children.map((child) =>
    child.isText ? schema.text((child.text ?? '').replace(longSpace, '$1'), child.marks) : child,
  );
  return textblock.copy(Fragment.from(children));
}

/** @returns what `serializer.serialize(text, options)` does, white space of any length apart. Stops after each top-level block. */
export function* serialized(
  { nodes, marks, options }: MarkdownSerializer,
  text: Node,
  more: MarkdownSerializerState['options'] = {},
): Steps<string> {
  const state = new LongState(nodes, marks, { ...options, ...more });
  for (const [at, block] of text.children.entries()) {
    state.render(block, text, at);
    yield;
  }
  return state.whole();
}
