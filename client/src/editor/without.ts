/** Takes decorations out of a set, also those that ProseMirror does not find there. */
import type { Node } from '@tiptap/pm/model';
import type { Decoration } from '@tiptap/pm/view';
import { DecorationSet } from '@tiptap/pm/view';

/**
 * A set keeps what lies within one block with that block, and `remove` looks for it there. But what lay over several blocks,
 * of which all but one are deleted, stays with what lies over several. Then the set is made anew, which is seldom and slow.
 * @param text the one that the set is of.
 * @returns the set without these decorations of it.
 */
export function without(
  set: DecorationSet,
  gone: readonly Decoration[],
  text: Node,
): DecorationSet {
  // `remove` empties the list it is given.
  const rest = set.remove([...gone]);
  const isLeft = ({ from, to, spec }: Decoration) =>
    rest.find(from, to, (each) => each === spec).length > 0;
  if (!gone.some(isLeft)) return rest;
  const specs = new Set<unknown>(gone.map(({ spec }) => spec as unknown));
  return DecorationSet.create(
    text,
    rest.find(undefined, undefined, (spec) => !specs.has(spec)),
  );
}
