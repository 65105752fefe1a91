/** The words whose coming back is waited for: those of orphans, and of passages at a place nobody confirmed. Beneath keeper-index.ts. */
import { charactersOf } from '@gloss/shared/text/reading';
import type { ThreadId } from '@gloss/shared/words/ids';
import type * as Y from 'yjs';

import type { Change } from './change.ts';
import { newRunsIn } from './change.ts';

/** Words are known by as many of their first characters. */
const keyLength = 12;

export class WantedWords {
  /** How many characters → those characters → whose words begin with them. */
  readonly #byStart = new Map<number, Map<string, Set<ThreadId>>>();
  readonly #keys = new Map<ThreadId, readonly string[]>();
  /** No line that is waited for is longer; it never shrinks, and only bounds the work. */
  #longest = 0;

  /** @param readings what it may read when it is back; a passage over several lines may have lost any of them. */
  put(id: ThreadId, readings: readonly string[]): void {
    this.drop(id);
    const lines = readings.flatMap((reading) => reading.split('\n')).filter((line) => line !== '');
    const keys = [...new Set(lines.map((line) => line.slice(0, keyLength)))];
    for (const key of keys) this.#threadsAt(key).add(id);
    this.#keys.set(id, keys);
    for (const { length } of lines) this.#longest = Math.max(this.#longest, length);
  }

  drop(id: ThreadId): void {
    for (const key of this.#keys.get(id) ?? []) {
      const starts = this.#byStart.get(key.length);
      const threads = starts?.get(key);
      threads?.delete(id);
      if (threads?.size === 0) starts?.delete(key);
      if (starts?.size === 0) this.#byStart.delete(key.length);
    }
    this.#keys.delete(id);
  }

  /** @returns the threads of whose words some begin in or before what the change has written, near enough to reach into it. */
  cameWith({ written, newFrom }: Change): Set<ThreadId> {
    const came = new Set<ThreadId>();
    if (this.#byStart.size === 0) return came;
    for (const text of written) this.#addFrom(text, newFrom, came);
    return came;
  }

  #addFrom(text: Y.XmlText, newFrom: Change['newFrom'], came: Set<ThreadId>): void {
    const words = charactersOf(text);
    let looked = 0;
    for (const { from, to } of newRunsIn(text, newFrom)) {
      for (let at = Math.max(looked, from - this.#longest + 1); at < to; at += 1)
        for (const [length, starts] of this.#byStart)
          for (const id of starts.get(words.slice(at, at + length)) ?? []) came.add(id);
      looked = to;
    }
  }

  #threadsAt(key: string): Set<ThreadId> {
    let starts = this.#byStart.get(key.length);
    if (!starts) this.#byStart.set(key.length, (starts = new Map()));
    let threads = starts.get(key);
    if (!threads) starts.set(key, (threads = new Set()));
    return threads;
  }
}
