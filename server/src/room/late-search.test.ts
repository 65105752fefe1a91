import { openThread } from '@gloss/shared/rules/scene.fixture';
import { resolveSpan, selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { paragraph, passageOf, textOf } from '@gloss/shared/text/fixture';
import { settle } from '@gloss/shared/text/settle';
import type { Anchor } from '@gloss/shared/words/anchor';
import { ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';

import { changeIn } from './change.ts';
import { mostLikened } from './keeper-look.ts';
import { Keeper } from './keeper.ts';

const chapter = Array.from(
  { length: 12 },
  (_, at) =>
    `Aim ${at}: every trust shall name number ${at} of its leads for work ${at * 7} in care.`,
);
/** What they read in an older copy at the end of the text. */
const copies = chapter.map((line) => line.replace('shall', 'should'));

/** So much text that one commit searches for one of them, and not for two. */
const filler = 'Nobody has anything to say here. '.repeat(6_000);

/** A chapter with a thread on each line, and a copy of it that reads a little otherwise. */
class Chapter {
  readonly text: Y.Doc = textOf(
    ...[...chapter, 'Between.', ...copies, filler].map((line) => paragraph(line)),
  );
  readonly threads = new Map<ThreadId, Thread>();
  keeper: Keeper;
  #seq = 1;

  constructor() {
    for (const [at, line] of chapter.entries()) {
      const id = ThreadId.parse(`thread-number-${at}`);
      this.threads.set(id, { ...openThread(), id, anchor: this.#anchorOn(line), history: [] });
    }
    this.keeper = new Keeper(this.text, this.threads.values());
  }

  edits(edit: (body: Y.XmlFragment) => void): void {
    const change = changeIn(this.text, () => this.text.transact(() => edit(bodyOf(this.text))));
    if (change === null) throw new Error('Nothing was edited.');
    this.#seq += 1;
    const moved = this.keeper.follow({ change, seq: this.#seq, at: 1 }, (id) =>
      this.threads.get(id),
    );
    for (const thread of moved) this.threads.set(thread.id, thread);
  }

  /** Somebody sets a thread's anchor. */
  puts(thread: Thread, words: string): void {
    const now = { ...thread, anchor: this.#anchorOn(words) };
    this.threads.set(thread.id, now);
    this.keeper.put(now);
  }

  searchesOn(): void {
    const found = this.keeper.searchOn({ seq: this.#seq, at: 2 }, (id) => this.threads.get(id));
    for (const thread of found) this.threads.set(thread.id, thread);
  }

  /** The server ends and begins again. */
  restarts(): void {
    this.keeper = new Keeper(this.text, this.threads.values());
  }

  get states(): string[] {
    return [...this.threads.values()].map(({ anchor }) => anchor?.state.is ?? 'none');
  }

  #anchorOn(words: string): Anchor {
    const { start, end } = passageOf(this.text, words);
    const selected = selectedBetween(bodyOf(this.text), start, end);
    const anchor = selected && settle(this.text, selected, 1);
    if (!anchor?.ok) throw new Error('These words cannot be annotated.');
    return anchor.value;
  }
}

test('of many passages lost at once most are orphans first, and are found afterwards where words like theirs stand', () => {
  const it = new Chapter();
  it.edits((body) => body.delete(0, chapter.length));
  const lost = it.states.filter((state) => state === 'orphaned').length;
  expect(lost).toBeGreaterThan(6);
  expect(it.states.filter((state) => state === 'moved')).toHaveLength(chapter.length - lost);
  while (it.keeper.isSearching) it.searchesOn();
  for (const [at, { anchor, history }] of [...it.threads.values()].entries()) {
    expect(anchor?.state).toEqual({ is: 'moved', confirm: true, reads: copies[at] });
    expect(anchor && resolveSpan(it.text, anchor.span)).not.toBeNull();
    expect(history.at(-1)?.did).toBe('moved-anchor');
  }
});

test('[L3] a change that loses many passages looks at no more characters for likeness than one that loses few', () => {
  const it = new Chapter();
  it.edits((body) => body.delete(0, chapter.length));
  expect(it.keeper.likened).toBeGreaterThan(filler.length);
  expect(it.keeper.likened).toBeLessThanOrEqual(mostLikened);
  while (it.keeper.isSearching) it.searchesOn();
  expect(it.keeper.likened).toBeLessThanOrEqual(mostLikened);
});

test('[T10] a search that an end of the server cut off goes on after it, and is not made twice', () => {
  const it = new Chapter();
  it.edits((body) => body.delete(0, chapter.length));
  it.searchesOn();
  it.restarts();
  expect(it.keeper.isSearching).toBe(true);
  while (it.keeper.isSearching) it.searchesOn();
  expect(it.states).toEqual(chapter.map(() => 'moved'));
  it.restarts();
  expect(it.keeper.isSearching).toBe(false);
});

test('what was searched for in vain is an orphan like any other, and is not searched for again', () => {
  const it = new Chapter();
  it.edits((body) => {
    body.delete(chapter.length + 1, copies.length);
    body.delete(0, chapter.length);
  });
  expect(it.keeper.isSearching).toBe(true);
  const history = [...it.threads.values()].map((thread) => thread.history);
  while (it.keeper.isSearching) it.searchesOn();
  expect([...it.threads.values()].map(({ anchor }) => anchor?.state)).toEqual(
    chapter.map(() => ({ is: 'orphaned' })),
  );
  expect([...it.threads.values()].map((thread) => thread.history)).toEqual(history);
  it.restarts();
  expect(it.keeper.isSearching).toBe(false);
});

test('[T10] what was searched for in vain, and is wanted and found while others are searched for, stays found', () => {
  const it = new Chapter();
  it.edits((body) => {
    body.delete(chapter.length + 1, copies.length);
    body.delete(0, chapter.length);
  });
  const first = [...it.threads.values()].findIndex(({ anchor }) => isUnsought(anchor));
  // Until the second one is searched for: the first was in vain, and that is not said yet.
  const slices = Math.ceil(filler.length / 60_000) + 2;
  for (let nth = 0; nth < slices; nth += 1) it.searchesOn();
  expect(isUnsought([...it.threads.values()][first]?.anchor)).toBe(true);
  // Words that begin like it, so that it is looked at; and no more than like it, so that only a search finds it.
  const like = `${chapter[first]?.slice(0, 12)}${copies[first]?.slice(12)}`;
  it.edits(() => {
    const { end } = passageOf(it.text, 'Between.');
    end.text.insert(end.offset, ` ${like}`);
  });
  while (it.keeper.isSearching) it.searchesOn();
  const { anchor } = [...it.threads.values()][first] ?? {};
  expect(anchor?.state).toEqual({ is: 'moved', confirm: true, reads: like });
});

function isUnsought(anchor: Anchor | undefined): boolean {
  return anchor?.state.is === 'orphaned' && anchor.state.unsought === true;
}

test('what is deleted while it is searched for is not found', () => {
  const it = new Chapter();
  it.edits((body) => body.delete(0, chapter.length));
  const before = it.states;
  it.edits((body) => body.delete(1, copies.length));
  while (it.keeper.isSearching) it.searchesOn();
  expect(before).toContain('moved');
  expect(it.states).toEqual(chapter.map(() => 'orphaned'));
});

test('a thread that somebody has put on other words meanwhile is left there', () => {
  const it = new Chapter();
  it.edits((body) => body.delete(0, chapter.length));
  const orphan = [...it.threads.values()].findLast(({ anchor }) => anchor?.state.is === 'orphaned');
  if (!orphan) throw new Error('Nothing was lost.');
  it.searchesOn();
  it.puts(orphan, 'Between.');
  while (it.keeper.isSearching) it.searchesOn();
  expect(it.threads.get(orphan.id)?.anchor).toMatchObject({
    quote: { exact: 'Between.' },
    state: { is: 'anchored' },
  });
});
