/**
 * Draws the passages people speak about. Each is resolved once from its span; afterwards its decorations are mapped:
 * through every local change, and through the changed window of every remote one, in the same transaction
 * (house.md, Anchors; evidence/anchoring.md, B). Only the server moves an anchor: a new span is resolved again.
 */
import { resolveSpan } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { textStarts } from '@gloss/shared/text/positions';
import type { ThreadId } from '@gloss/shared/words/ids';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { DecorationSet } from '@tiptap/pm/view';
import type { Decoration } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

import { changedWindow, mappingOf } from './changed-window.ts';
import type { Passage, PassageMark } from './passage.ts';
import { drawn } from './passage.ts';
import type { Stretch } from './selected-words.ts';

/** Where a passage stands in the text as it is now in Yjs; null where its words are gone. */
export type Resolve = (passage: Passage) => Stretch | null;

/** @returns the resolver by spans. The walk over the text is made once for all passages of one transaction. */
export function resolverIn(text: Y.Doc): () => Resolve {
  return () => {
    let starts: Map<Y.XmlText, number> | undefined;
    return ({ span }) => {
      const found = resolveSpan(text, span);
      if (found === null) return null;
      starts ??= textStarts(bodyOf(text));
      const [start, end] = [starts.get(found.start.text), starts.get(found.end.text)];
      if (start === undefined || end === undefined) return null;
      return { from: start + found.start.offset, to: end + found.end.offset };
    };
  };
}

interface Shown {
  readonly passages: ReadonlyMap<ThreadId, Passage>;
  readonly active: ThreadId | null;
  /** The threads whose cards are in the page: the words of the others have nothing to lead to. */
  readonly cards: ReadonlySet<ThreadId>;
  readonly drawn: DecorationSet;
}

/** What `showing` asks for. */
interface Wanted {
  readonly passages: readonly Passage[];
  readonly active: ThreadId | null;
}

const key = new PluginKey<Shown>('passages');

/** The meta of `linking`: it moves no passage. */
const linked = 'passages linked';

/** @returns the plugin. It resolves rarely: what is new, moved by the server, or touched by a remote change. */
export function passagesPlugin(resolver: () => Resolve): Plugin<Shown> {
  return new Plugin<Shown>({
    key,
    state: {
      init: () => ({
        passages: new Map(),
        active: null,
        cards: new Set(),
        drawn: DecorationSet.empty,
      }),
      apply(transaction, before, { doc: textBefore }) {
        const resolve = resolver();
        const moved = transaction.docChanged
          ? mapped(transaction, before, textBefore, resolve)
          : before;
        const wanted = transaction.getMeta(key) as Wanted | undefined;
        const shown = wanted === undefined ? moved : redrawn(transaction, moved, wanted, resolve);
        const cards = transaction.getMeta(linked) as ReadonlySet<ThreadId> | undefined;
        return cards === undefined ? shown : relinked(transaction, shown, cards);
      },
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
  return transaction.docChanged || transaction.getMeta(key) !== undefined;
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
  resolve: Resolve,
): Shown {
  const isRemote = transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
  if (!isRemote) {
    return { ...before, drawn: before.drawn.map(transaction.mapping, transaction.doc) };
  }
  const window = changedWindow(textBefore, transaction.doc);
  if (window === null) return before;
  const kept = before.drawn.map(mappingOf(window), transaction.doc);
  const touched = new Set(
    before.drawn
      .find(window.start, window.endBefore)
      .map((decoration) => markOf(decoration).thread),
  );
  const standing = new Set(kept.find(undefined, undefined, isWords).map((it) => markOf(it).thread));
  // Those without a place may have got their words back with this very change.
  const unsure = [...before.passages.values()].filter(
    ({ thread }) => touched.has(thread) || !standing.has(thread),
  );
  const after = { ...before, drawn: kept };
  return unsure.length === 0 ? after : replaced(transaction, after, unsure, resolve);
}

function redrawn(transaction: Transaction, before: Shown, wanted: Wanted, resolve: Resolve): Shown {
  const passages = new Map(wanted.passages.map((passage) => [passage.thread, passage]));
  const gone = before.drawn.find(
    undefined,
    undefined,
    (spec) => !passages.has((spec as PassageMark).thread),
  );
  const after = { ...before, passages, active: wanted.active, drawn: before.drawn.remove(gone) };
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
      : (resolve(passage) ?? mappedPlace ?? null);
  });
}

function relinked(transaction: Transaction, shown: Shown, cards: ReadonlySet<ThreadId>): Shown {
  const changed = [...shown.passages.values()].filter(
    ({ thread }) => cards.has(thread) !== shown.cards.has(thread),
  );
  const after = { ...shown, cards };
  return changed.length === 0 ? after : replaced(transaction, after, changed, () => null);
}

/** Draws some passages anew. One that does not resolve keeps what mapping left of it: the server will settle it. */
function replaced(
  { doc: text }: Transaction,
  shown: Shown,
  passages: readonly Passage[],
  resolve: Resolve,
): Shown {
  const threads = new Set(passages.map(({ thread }) => thread));
  const old = shown.drawn.find(undefined, undefined, (spec) =>
    threads.has((spec as PassageMark).thread),
  );
  const stood = stretchesIn(shown.drawn);
  const fresh = passages.flatMap((passage) => {
    const place = resolve(passage) ?? stood.get(passage.thread);
    if (place === undefined || place.to > text.content.size || place.from >= place.to) return [];
    const isActive = shown.active === passage.thread;
    const hasCard = isActive || shown.cards.has(passage.thread);
    return drawn(text, passage, place, { isActive, hasCard });
  });
  return { ...shown, drawn: shown.drawn.remove(old).add(text, fresh) };
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
