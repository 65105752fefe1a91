/**
 * Which blocks of a revised text are which of the old one. Pure: content in, an alignment out. revise.ts writes it into a
 * text; word-bag.ts says how alike two blocks are.
 */
import type { JSONContent } from './content.ts';
import { likestPairs, mostPairs, shifted } from './pairs.ts';
import type { Pair } from './pairs.ts';
import type { WordBags } from './word-bag.ts';

/** What became of one place among siblings, in the order of the revised text. Indexes count from 0. */
export type Step =
  /** The same part, or a revised one. */
  | { readonly is: 'kept'; readonly before: number; readonly after: number }
  | { readonly is: 'gone'; readonly before: number }
  /** `from` is the part that stood elsewhere among these siblings and reads alike. */
  | { readonly is: 'new'; readonly after: number; readonly from?: number };

/** A part that went elsewhere has to be more alike: there is no place to tell by. */
const leastAlikeMoved = 0.5;

/** @returns how the parts `after` came from the parts `before`: each of both occurs once. */
export function align(
  before: readonly JSONContent[],
  after: readonly JSONContent[],
  bags: WordBags,
): Step[] {
  const found = pairsOf(before, after, bags);
  const pairedBefore = new Set(found.map((pair) => pair.before));
  const pairedAfter = new Map(found.map((pair) => [pair.after, pair.before]));
  const origins = movedAmong(
    before.flatMap((part, at) => (pairedBefore.has(at) ? [] : [{ part, at }])),
    after.flatMap((part, at) => (pairedAfter.has(at) ? [] : [{ part, at }])),
    bags,
  );
  const steps: Step[] = [];
  let next = 0;
  const passGone = (until: number) => {
    for (; next < until; next++)
      if (!pairedBefore.has(next)) steps.push({ is: 'gone', before: next });
  };
  for (const at of after.keys()) {
    const paired = pairedAfter.get(at);
    if (paired === undefined) {
      const from = origins.get(at);
      steps.push({ is: 'new', after: at, ...(from !== undefined && { from }) });
    } else {
      passGone(paired);
      steps.push({ is: 'kept', before: paired, after: at });
      next = paired + 1;
    }
  }
  passGone(before.length);
  return steps;
}

/** @returns what a part says and how it looks, without its ids: the same for two parts that nobody could tell apart. */
export function faceOf(part: JSONContent): string {
  return JSON.stringify(lookOf(part));
}

function lookOf({ type, text, attrs, marks = [], content = [] }: JSONContent): unknown[] {
  const under = marks.map((mark) => [mark.type, shown(mark.attrs)]);
  return [type, text, shown(attrs), under, joined(content).map(lookOf)];
}

/** Yjs may tell words of one look as two runs. */
function joined(content: readonly JSONContent[]): JSONContent[] {
  const parts: JSONContent[] = [];
  for (const part of content) {
    const last = parts.at(-1);
    if (last?.type === 'text' && part.type === 'text' && isUnderTheSame(last, part))
      parts[parts.length - 1] = { ...last, text: `${last.text ?? ''}${part.text ?? ''}` };
    else parts.push(part);
  }
  return parts;
}

function isUnderTheSame(one: JSONContent, other: JSONContent): boolean {
  return faceOf({ marks: one.marks ?? [] }) === faceOf({ marks: other.marks ?? [] });
}

function shown(attrs: Readonly<Record<string, unknown>> = {}): [string, unknown][] {
  return Object.entries(attrs)
    .filter(([name, value]) => name !== 'bid' && value !== null && value !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** Where there are too many to look at every pair, parts that are the same and stand once in both hold the rest together. */
function pairsOf(
  before: readonly JSONContent[],
  after: readonly JSONContent[],
  bags: WordBags,
): Pair[] {
  if (before.length * after.length <= mostPairs) return likestPairs(before, after, bags);
  const found: Pair[] = [];
  let from: Pair = { before: 0, after: 0 };
  const end: Pair = { before: before.length, after: after.length };
  for (const pair of [...inOrder(samePairs(before.map(faceOf), after.map(faceOf))), end]) {
    const between = likestPairs(
      before.slice(from.before, pair.before),
      after.slice(from.after, pair.after),
      bags,
    );
    found.push(...between.map((each) => shifted(each, from.before, from.after)));
    if (pair !== end) found.push(pair);
    from = { before: pair.before + 1, after: pair.after + 1 };
  }
  return found;
}

/** All parts that stand once in each. */
function samePairs(before: readonly string[], after: readonly string[]): Pair[] {
  const places = (faces: readonly string[]) => {
    const found = new Map<string, number | null>();
    for (const [at, face] of faces.entries()) found.set(face, found.has(face) ? null : at);
    return found;
  };
  const there = places(before);
  return [...places(after)].flatMap(([face, at]) => {
    const was = there.get(face) ?? null;
    return at === null || was === null ? [] : [{ before: was, after: at }];
  });
}

/** @returns the most of these pairs that do not cross: patience sorting. */
function inOrder(pairs: readonly Pair[]): Pair[] {
  const sorted = pairs.toSorted((one, other) => one.after - other.after);
  interface Chain {
    readonly pair: Pair;
    readonly behind: Chain | undefined;
  }
  const piles: Chain[] = [];
  for (const pair of sorted) {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((piles[middle]?.pair.before ?? 0) < pair.before) low = middle + 1;
      else high = middle;
    }
    piles[low] = { pair, behind: piles[low - 1] };
  }
  const chain: Pair[] = [];
  for (let at = piles.at(-1); at; at = at.behind) chain.push(at.pair);
  return chain.toReversed();
}

interface Left {
  readonly part: JSONContent;
  readonly at: number;
}

/** Of the parts that are left, those of before that went elsewhere. @returns place after → place before */
function movedAmong(
  gone: readonly Left[],
  added: readonly Left[],
  bags: WordBags,
): Map<number, number> {
  if (gone.length * added.length > mostPairs) return new Map();
  const alike = gone.flatMap((one) =>
    added.map((other) => ({
      before: one.at,
      after: other.at,
      likeness: one.part.type === other.part.type ? bags.likeness(one.part, other.part) : 0,
    })),
  );
  const origins = new Map<number, number>();
  const taken = new Set<number>();
  for (const { before, after, likeness } of alike.toSorted((a, b) => b.likeness - a.likeness)) {
    if (likeness < leastAlikeMoved) break;
    if (taken.has(before) || origins.has(after)) continue;
    taken.add(before);
    origins.set(after, before);
  }
  return origins;
}
