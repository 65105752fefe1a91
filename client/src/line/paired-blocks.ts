/** Which blocks of two rows are the same, by their ids: what remains of a row when its blocks are moved about. Pure. */
import type * as Y from 'yjs';

/** A block that is in both rows, or in one of them. */
export type PairedBlock =
  | { readonly there: Y.XmlElement; readonly own: Y.XmlElement }
  | { readonly there: Y.XmlElement; readonly own?: never }
  | { readonly there?: never; readonly own: Y.XmlElement };

/** @returns both rows as one, in order. A block that was carried past others is in it twice: as gone, and as new. */
export function pairedBlocks(
  theirs: readonly Y.XmlElement[],
  own: readonly Y.XmlElement[],
): PairedBlock[] {
  const places = new Map(theirs.map((block, at) => [block.getAttribute('bid'), at]));
  const pairs = own.flatMap((block, at) => {
    const bid = block.getAttribute('bid');
    const there = bid === undefined ? undefined : places.get(bid);
    return there === undefined ? [] : [{ there, own: at }];
  });
  const steps: PairedBlock[] = [];
  let [read, written] = [0, 0];
  for (const pair of [...uncrossed(pairs), { there: theirs.length, own: own.length }]) {
    for (const there of theirs.slice(read, pair.there)) steps.push({ there });
    for (const block of own.slice(written, pair.own)) steps.push({ own: block });
    const [there, block] = [theirs[pair.there], own[pair.own]];
    if (there && block) steps.push({ there, own: block });
    [read, written] = [pair.there + 1, pair.own + 1];
  }
  return steps;
}

interface Pair {
  readonly there: number;
  readonly own: number;
}

/** @returns the most of these pairs that do not cross; they are in the order of `own`. */
function uncrossed(pairs: readonly Pair[]): Pair[] {
  const longest: { readonly pair: Pair; readonly before: number; readonly length: number }[] = [];
  // Nearly always all of them stand in order: then one look at each is enough.
  const inOrder = pairs.every((pair, at) => at === 0 || pair.there > (pairs[at - 1]?.there ?? -1));
  if (inOrder) return [...pairs];
  for (const pair of pairs) {
    let [before, length] = [-1, 0];
    longest.forEach((each, at) => {
      if (each.pair.there < pair.there && each.length > length)
        [before, length] = [at, each.length];
    });
    longest.push({ pair, before, length: length + 1 });
  }
  let at = longest.reduce(
    (best, each, here) => (each.length > (longest[best]?.length ?? 0) ? here : best),
    0,
  );
  const chain: Pair[] = [];
  for (let link = longest[at]; link; link = longest[(at = link.before)]) chain.unshift(link.pair);
  return chain;
}
