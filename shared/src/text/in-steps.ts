/** Work that lasts, as a generator that stops wherever the rest can wait: the server lets others go first, tests do not. */
import type { Node } from '@tiptap/pm/model';

import type { JSONContent } from './content.ts';
import { schema } from './schema.ts';

/** A file of the text while it is written. */
export type Steps<Value> = Generator<void, Value, void>;

/** @returns what the work comes to, without a stop. */
export function withoutStop<Value>(work: Steps<Value>): Value {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** @returns the top-level blocks of a text. Throws where they are none of the schema's. Stops after each. */
export function* blocksOf({ content = [] }: JSONContent): Steps<Node[]> {
  const blocks: Node[] = [];
  for (const block of content) {
    blocks.push(schema.nodeFromJSON(block));
    yield;
  }
  return blocks;
}
