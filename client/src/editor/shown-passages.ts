/**
 * The passages as the text shows them at one moment, and how they follow what happens to it. Each is resolved once from
 * its span; afterwards its decorations are mapped: through every local change, and through the changed window of every
 * remote one, in the same transaction (house.md, Anchors; evidence/anchoring.md, B). Only the server moves an anchor: a new
 * span is resolved again. So are the passages in a text that was written in, and those at what one changed oneself: of
 * letters that are alike, or blocks that change places, Yjs may have kept others than ProseMirror. See passages-plugin.ts.
 */
import type { ThreadId } from '@gloss/shared/words/ids';
import type { Transaction } from '@tiptap/pm/state';
import type { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

import { changedWindow, earliestStart, mappingOf } from './changed-window.ts';
import type { Passage, PassageMark } from './passage.ts';
import { drawn } from './passage.ts';
import type { Stretch } from './selected-words.ts';
import { without } from './without.ts';
import type { TextNow, Written } from './yjs-text.ts';

/** One state of it. */
export interface Shown {
  readonly passages: ReadonlyMap<ThreadId, Passage>;
  readonly active: ThreadId | null;
  /** The threads whose cards are in the page: the words of the others have nothing to lead to. */
  readonly cards: ReadonlySet<ThreadId>;
  /** The threads whose words are not in the text, whether something is drawn or not: with any change they may be there again. */
  readonly gone: ReadonlySet<ThreadId>;
  readonly drawn: DecorationSet;
}

/** From the last word of one block to the first of the next there are so many positions: from a table's cell to a paragraph. */
const betweenBlocks = 5;

type Place = (passage: Passage) => Stretch | null;

/** What `showing` asks for. */
export interface Wanted {
  readonly passages: readonly Passage[];
  readonly active: ThreadId | null;
}

/** @returns what is shown after a change of the text. */
export function mapped(
  transaction: Transaction,
  before: Shown,
  textBefore: Transaction['doc'],
  now: TextNow,
): Shown {
  if (!isRemote(transaction)) return mappedThrough(transaction.mapping, transaction.doc, before);
  const { stretches: written, isStructural } = now.written();
  const window = changedWindow(textBefore, transaction.doc);
  const after =
    window === null ? before : mappedThrough(mappingOf(window), transaction.doc, before);
  const changed = window
    ? [{ from: earliestStart(window, transaction.doc), to: window.endAfter }, ...written]
    : written;
  const near = isStructural ? changed.map(nearby) : changed;
  const stood = new Map(wordsIn(after, near).map((words) => [markOf(words).thread, words]));
  const places = new Map<Passage, Stretch | null>();
  for (const thread of new Set([...after.gone, ...stood.keys()])) {
    const passage = before.passages.get(thread);
    if (passage === undefined) continue;
    const place = now.resolve(passage);
    const isGoneStill = place === null && before.gone.has(thread);
    if (!isGoneStill && !isDrawnAt(stood.get(thread), place, passage)) places.set(passage, place);
  }
  if (places.size === 0) return after;
  return replaced(transaction, after, [...places.keys()], (passage) => places.get(passage) ?? null);
}

/** What is proposed about the words may read otherwise now, though they stand where they stood. */
function isDrawnAt(
  drawn: Stretch | undefined,
  place: Stretch | null,
  { proposed }: Passage,
): boolean {
  return drawn !== undefined && place !== null && !proposed && isSamePlace(place, drawn);
}

function mappedThrough(mapping: Transaction['mapping'], text: Transaction['doc'], shown: Shown) {
  const gone = new Set(shown.gone);
  const onRemove = (spec: unknown) => isWords(spec) && gone.add((spec as PassageMark).thread);
  const drawn = shown.drawn.map(mapping, text, { onRemove });
  return { ...shown, drawn, gone: gone.size === shown.gone.size ? shown.gone : gone };
}

/** @returns the passages at what one changes oneself: of a block that moves, others than the moved one may keep their place. */
export function touchedHere(transaction: Transaction, after: Shown): ThreadId[] {
  if (!transaction.docChanged || isRemote(transaction)) return [];
  const range = transaction.changedRange();
  return range ? wordsIn(after, [nearby(range)]).map((words) => markOf(words).thread) : [];
}

/** Where blocks met, or change places, a passage may begin in the next one now. */
function nearby({ from, to }: Stretch): Stretch {
  return { from: from - betweenBlocks, to: to + betweenBlocks };
}

/** Where one's own change left passages elsewhere on the screen than in Yjs. */
export interface Misplaced {
  /** The places of those that are drawn there now. */
  readonly places: ReadonlyMap<Passage, Stretch>;
  /** Those that stay as they are until the server has said where they are: to be asked about once more when it has. */
  readonly held: ReadonlySet<ThreadId>;
}

/** @param touched those at what one changed, besides those that stand in a text that was written in */
export function misplaced(shown: Shown, touched: ReadonlySet<ThreadId>, now: TextNow): Misplaced {
  const written = now.written();
  const [places, held] = [new Map<Passage, Stretch>(), new Set<ThreadId>()];
  const found = { places, held };
  if (touched.size === 0 && written.stretches.length === 0 && !written.isStructural) return found;
  const stood = new Map<ThreadId, Stretch>(
    wordsIn(shown, written.stretches).map((words) => [markOf(words).thread, words]),
  );
  const elsewhere = new Set([...touched, ...shown.gone].filter((thread) => !stood.has(thread)));
  // It looks at all there are.
  if (elsewhere.size > 0)
    for (const [thread, words] of stretchesIn(shown.drawn, elsewhere)) stood.set(thread, words);
  for (const thread of new Set([...elsewhere, ...stood.keys()])) {
    const passage = shown.passages.get(thread);
    const place = passage && now.resolve(passage);
    const drawn = stood.get(thread);
    if (!passage || !place || (drawn && isSamePlace(place, drawn))) continue;
    if (drawn && staysDrawn(place, drawn, written)) held.add(thread);
    else places.set(passage, place);
  }
  return found;
}

function isSamePlace(one: Stretch, other: Stretch): boolean {
  return one.from === other.from && one.to === other.to;
}

/** What was deleted and written anew is no longer in the span, until the server has found it: until then it stays drawn. */
function staysDrawn(place: Stretch, drawn: Stretch, { isStructural }: Written): boolean {
  return isStructural && place.to - place.from < drawn.to - drawn.from;
}

function wordsIn({ drawn }: Shown, stretches: readonly Stretch[]): Decoration[] {
  return stretches.flatMap(({ from, to }) => drawn.find(from, to, isWords));
}

/** @returns what is shown with other passages. Those that are as they were are not touched. */
export function redrawn(
  transaction: Transaction,
  before: Shown,
  wanted: Wanted,
  now: TextNow,
): Shown {
  const passages = new Map(wanted.passages.map((passage) => [passage.thread, passage]));
  const gone = before.drawn.find(
    undefined,
    undefined,
    (spec) => !passages.has((spec as PassageMark).thread),
  );
  const after = {
    ...before,
    passages,
    active: wanted.active,
    gone: new Set([...before.gone].filter((thread) => passages.has(thread))),
    drawn: without(before.drawn, gone, transaction.doc),
  };
  const changed = wanted.passages.filter((passage) => {
    const earlier = before.passages.get(passage.thread);
    const wasActive = before.active === passage.thread;
    return (
      earlier === undefined ||
      wasActive !== (wanted.active === passage.thread) ||
      !isSame(earlier, passage)
    );
  });
  // Where the span is as it was, the mapped place is newer than anything the span says.
  const asMapped = stretchesIn(after.drawn, passages);
  return replaced(transaction, after, changed, (passage) => {
    const earlier = before.passages.get(passage.thread);
    const mappedPlace = asMapped.get(passage.thread);
    const isAsItWas = earlier !== undefined && isSameSpan(earlier, passage);
    return mappedPlace !== undefined && isAsItWas && !before.gone.has(passage.thread)
      ? mappedPlace
      : now.resolve(passage);
  });
}

/** @returns what is shown when other cards are in the page. */
export function relinked(
  transaction: Transaction,
  shown: Shown,
  cards: ReadonlySet<ThreadId>,
): Shown {
  const changed = [...shown.passages.values()].filter(
    ({ thread }) => cards.has(thread) !== shown.cards.has(thread),
  );
  const after = { ...shown, cards };
  if (changed.length === 0) return after;
  return { ...replaced(transaction, after, changed, () => null), gone: shown.gone };
}

/** @returns what is shown with some passages at these places. */
export function replacedAt(
  transaction: Transaction,
  shown: Shown,
  places: ReadonlyMap<Passage, Stretch>,
): Shown {
  const passages = [...places.keys()];
  return replaced(transaction, shown, passages, (passage) => places.get(passage) ?? null);
}

/**
 * Draws some passages anew. One that has no place keeps what mapping left of it, and is looked up with any change: the
 * server will settle it, or has done so, and its words are still on their way here.
 */
function replaced(
  { doc: text }: Transaction,
  shown: Shown,
  passages: readonly Passage[],
  placeOf: Place,
): Shown {
  const threads = new Set(passages.map(({ thread }) => thread));
  const old = shown.drawn.find(undefined, undefined, (spec) =>
    threads.has((spec as PassageMark).thread),
  );
  const words = old.filter(({ spec }) => isWords(spec));
  const stood = new Map<ThreadId, Stretch>(words.map((it) => [markOf(it).thread, it]));
  const gone = new Set(shown.gone);
  const fresh = passages.flatMap((passage) => {
    const { thread } = passage;
    const found = placeOf(passage);
    const place = found ?? stood.get(thread);
    gone.add(thread);
    if (place === undefined || place.to > text.content.size || place.from >= place.to) return [];
    if (found !== null) gone.delete(thread);
    const isActive = shown.active === thread;
    const hasCard = isActive || shown.cards.has(thread);
    return drawn(text, passage, place, { isActive, hasCard });
  });
  return { ...shown, gone, drawn: without(shown.drawn, old, text).add(text, fresh) };
}

function stretchesIn(
  set: DecorationSet,
  threads: Pick<ReadonlySet<ThreadId>, 'has'>,
): Map<ThreadId, Stretch> {
  const isAsked = (spec: unknown) => isWords(spec) && threads.has((spec as PassageMark).thread);
  return new Map(set.find(undefined, undefined, isAsked).map((it) => [markOf(it).thread, it]));
}

/** Undo and redo, too, are written in Yjs first. */
function isRemote(transaction: Transaction): boolean {
  return transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
}

/** @returns whether these are all the words of a passage, and not one change in them; for `DecorationSet.find`. */
export function isWords(spec: unknown): boolean {
  return (spec as PassageMark).part === 'words';
}

export function markOf({ spec }: Decoration): PassageMark {
  return spec as PassageMark;
}

function isSame(one: Passage, other: Passage): boolean {
  return (
    one.look === other.look &&
    one.proposed?.wording === other.proposed?.wording &&
    one.proposed?.replaces === other.proposed?.replaces &&
    isSameSpan(one, other)
  );
}

function isSameSpan({ span: one }: Passage, { span: other }: Passage): boolean {
  return one.start === other.start && one.end === other.end;
}
