/**
 * Draws the passages people speak about. Each is resolved once from its span; afterwards its decorations are mapped:
 * through every local change, and through the changed window of every remote one, in the same transaction
 * (house.md, Anchors; evidence/anchoring.md, B). Only the server moves an anchor: a new span is resolved again. So are the
 * passages in a text that was written in: of letters that are alike Yjs may have kept others than ProseMirror.
 */
import type { ThreadId } from '@gloss/shared/words/ids';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { DecorationSet } from '@tiptap/pm/view';
import type { Decoration } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

import { changedWindow, mappingOf } from './changed-window.ts';
import type { Passage, PassageMark } from './passage.ts';
import { drawn } from './passage.ts';
import type { Stretch } from './selected-words.ts';
import type { TextNow, Written, YjsText } from './yjs-text.ts';

interface Shown {
  readonly passages: ReadonlyMap<ThreadId, Passage>;
  readonly active: ThreadId | null;
  /** The threads whose cards are in the page: the words of the others have nothing to lead to. */
  readonly cards: ReadonlySet<ThreadId>;
  /** The threads whose words are not in the text: with any change they may be there again. */
  readonly gone: ReadonlySet<ThreadId>;
  readonly drawn: DecorationSet;
}

type Place = (passage: Passage) => Stretch | null;

/** What `showing` asks for. */
interface Wanted {
  readonly passages: readonly Passage[];
  readonly active: ThreadId | null;
}

const key = new PluginKey<Shown>('passages');

/** The meta of `linking`: it moves no passage. */
const linked = 'passages linked';

/** The meta of `misplaced`: where some passages are, as Yjs has it. */
const placed = 'passages placed';

/** @returns the plugin. It resolves rarely: what is new, moved by the server, or stands where something was written. */
export function passagesPlugin(text: YjsText): Plugin<Shown> {
  return new Plugin<Shown>({
    key,
    state: {
      init: () => ({
        passages: new Map(),
        active: null,
        cards: new Set(),
        gone: new Set(),
        drawn: DecorationSet.empty,
      }),
      apply(transaction, before, { doc: textBefore }) {
        const now = text.now();
        const moved = transaction.docChanged
          ? mapped(transaction, before, textBefore, now)
          : before;
        const wanted = transaction.getMeta(key) as Wanted | undefined;
        const shown = wanted === undefined ? moved : redrawn(transaction, moved, wanted, now);
        const places = transaction.getMeta(placed) as ReadonlyMap<Passage, Stretch> | undefined;
        if (places !== undefined) return replacedAt(transaction, shown, places);
        const cards = transaction.getMeta(linked) as ReadonlySet<ThreadId> | undefined;
        return cards === undefined ? shown : relinked(transaction, shown, cards);
      },
    },
    view() {
      const stop = text.follow();
      return {
        update(view) {
          // By now the binding has written into Yjs what was changed here.
          const places = misplaced(view.state, text.now());
          if (places.size > 0) view.dispatch(view.state.tr.setMeta(placed, places));
        },
        destroy: stop,
      };
    },
    props: { decorations: (state) => key.getState(state)?.drawn },
  });
}

/** Shows these passages from now on, `active` emphasised. What stays as it was is not touched. */
export function showing(
  transaction: Transaction,
  passages: readonly Passage[],
  active: ThreadId | null,
): Transaction {
  return transaction.setMeta(key, { passages, active } satisfies Wanted);
}

/** Lets passages lead to these cards from now on (`aria-details`), and to no others. */
export function linking(transaction: Transaction, cards: ReadonlySet<ThreadId>): Transaction {
  return transaction.setMeta(linked, cards);
}

/** @returns whether passages may stand elsewhere after it. */
export function movesPassages(transaction: Transaction): boolean {
  return (
    transaction.docChanged ||
    transaction.getMeta(key) !== undefined ||
    transaction.getMeta(placed) !== undefined
  );
}

/** @returns where each passage stands that is in the text, in the order of the text. */
export function stretches(state: EditorState): Map<ThreadId, Stretch> {
  const words = key.getState(state)?.drawn.find(undefined, undefined, isWords) ?? [];
  const ordered = words.toSorted((one, other) => one.from - other.from || one.to - other.to);
  return new Map(ordered.map((words) => [markOf(words).thread, words]));
}

/** @returns the passages at a position, shortest first: the innermost wins. */
export function passagesAt(state: EditorState, pos: number): ThreadId[] {
  const words = key.getState(state)?.drawn.find(pos, pos, isWords) ?? [];
  return words
    .toSorted((one, other) => one.to - one.from - (other.to - other.from))
    .map((words) => markOf(words).thread);
}

/** @returns the passage that is emphasised. */
export function activePassage(state: EditorState): ThreadId | null {
  return key.getState(state)?.active ?? null;
}

function mapped(
  transaction: Transaction,
  before: Shown,
  textBefore: Transaction['doc'],
  now: TextNow,
): Shown {
  const isRemote = transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
  if (!isRemote) return mappedThrough(transaction.mapping, transaction.doc, before);
  const { stretches: written } = now.written();
  const window = changedWindow(textBefore, transaction.doc);
  const touched = window === null ? [] : before.drawn.find(window.start, window.endBefore, isWords);
  const after =
    window === null ? before : mappedThrough(mappingOf(window), transaction.doc, before);
  const unsure = new Set(after.gone);
  for (const { thread } of touched.map(markOf)) unsure.add(thread);
  for (const { thread } of wordsIn(after, written).map(markOf)) unsure.add(thread);
  if (unsure.size === 0) return after;
  const passages = [...unsure].flatMap((thread) => before.passages.get(thread) ?? []);
  return replaced(transaction, after, passages, (passage) => now.resolve(passage));
}

function mappedThrough(mapping: Transaction['mapping'], text: Transaction['doc'], shown: Shown) {
  const gone = new Set(shown.gone);
  const onRemove = (spec: unknown) => isWords(spec) && gone.add((spec as PassageMark).thread);
  const drawn = shown.drawn.map(mapping, text, { onRemove });
  return { ...shown, drawn, gone: gone.size === shown.gone.size ? shown.gone : gone };
}

/** @returns the places of those that one's own change left elsewhere on the screen than in Yjs. */
function misplaced(state: EditorState, now: TextNow): Map<Passage, Stretch> {
  const written = now.written();
  const places = new Map<Passage, Stretch>();
  const shown = key.getState(state);
  if (shown === undefined) return places;
  const check = (thread: ThreadId, drawn: Stretch | null) => {
    const passage = shown.passages.get(thread);
    const place = passage && now.resolve(passage);
    if (passage && place && isBetter(place, drawn, written)) places.set(passage, place);
  };
  for (const words of wordsIn(shown, written.stretches)) check(markOf(words).thread, words);
  if (written.stretches.length > 0) for (const thread of shown.gone) check(thread, null);
  return places;
}

/** What was deleted and written anew is no longer in the span, until the server has found it: until then it stays drawn. */
function isBetter(place: Stretch, drawn: Stretch | null, { isStructural }: Written): boolean {
  if (drawn === null) return true;
  if (place.from === drawn.from && place.to === drawn.to) return false;
  return !isStructural || place.to - place.from >= drawn.to - drawn.from;
}

function wordsIn({ drawn }: Shown, stretches: readonly Stretch[]): Decoration[] {
  return stretches.flatMap(({ from, to }) => drawn.find(from, to, isWords));
}

function redrawn(transaction: Transaction, before: Shown, wanted: Wanted, now: TextNow): Shown {
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
    drawn: before.drawn.remove(gone),
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
  const asMapped = stretchesIn(after.drawn);
  return replaced(transaction, after, changed, (passage) => {
    const earlier = before.passages.get(passage.thread);
    const mappedPlace = asMapped.get(passage.thread);
    return mappedPlace !== undefined && earlier !== undefined && isSameSpan(earlier, passage)
      ? mappedPlace
      : (now.resolve(passage) ?? mappedPlace ?? null);
  });
}

function relinked(transaction: Transaction, shown: Shown, cards: ReadonlySet<ThreadId>): Shown {
  const changed = [...shown.passages.values()].filter(
    ({ thread }) => cards.has(thread) !== shown.cards.has(thread),
  );
  const after = { ...shown, cards };
  return changed.length === 0 ? after : replaced(transaction, after, changed, () => null);
}

function replacedAt(
  transaction: Transaction,
  shown: Shown,
  places: ReadonlyMap<Passage, Stretch>,
): Shown {
  const passages = [...places.keys()];
  return replaced(transaction, shown, passages, (passage) => places.get(passage) ?? null);
}

/** Draws some passages anew. One that has no place keeps what mapping left of it: the server will settle it. */
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
  const stood = stretchesIn(shown.drawn);
  const gone = new Set(shown.gone);
  const fresh = passages.flatMap((passage) => {
    const { thread } = passage;
    const place = placeOf(passage) ?? stood.get(thread);
    gone.add(thread);
    if (place === undefined || place.to > text.content.size || place.from >= place.to) return [];
    gone.delete(thread);
    const isActive = shown.active === thread;
    const hasCard = isActive || shown.cards.has(thread);
    return drawn(text, passage, place, { isActive, hasCard });
  });
  return { ...shown, gone, drawn: shown.drawn.remove(old).add(text, fresh) };
}

function stretchesIn(set: DecorationSet): Map<ThreadId, Stretch> {
  return new Map(set.find(undefined, undefined, isWords).map((it) => [markOf(it).thread, it]));
}

function isWords(spec: unknown): boolean {
  return (spec as PassageMark).part === 'words';
}

function markOf({ spec }: Decoration): PassageMark {
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
