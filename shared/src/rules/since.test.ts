import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { dice } from '../text/fixture.ts';
import type { AnchorState } from '../words/anchor.ts';
import { BlockId } from '../words/ids.ts';
import type { Thread } from '../words/thread.ts';
import { readThread, threadsOf, writeThread } from './docket.ts';
import { openThread } from './scene.fixture.ts';

const letters = ['a', 'b', '語', '🩺', '🩻', ' '];
const span = { start: 'AAAA', end: 'BBBB', bid: BlockId.parse('block-1') };

/** A docket with one thread on a passage, and what each writing of it cost in bytes. */
class Followed {
  readonly docket = new Y.Doc();
  readonly sizes: number[] = [];
  thread: Thread;
  #seq = 1;

  constructor(exact: string) {
    const quote = { exact, prefix: '', suffix: '' };
    const anchor = { span, quote, section: '', seq: 1, state: { is: 'anchored' as const } };
    this.thread = { ...openThread(), anchor };
    this.docket.on('update', (update: Uint8Array) => this.sizes.push(update.length));
    this.#write();
    this.sizes.length = 0;
  }

  /** @returns the thread as somebody reads it who gets the docket now. */
  is(state: AnchorState): Thread | undefined {
    if (!this.thread.anchor) throw new Error('It has no anchor.');
    this.#seq += 1;
    this.thread = { ...this.thread, anchor: { ...this.thread.anchor, seq: this.#seq, state } };
    this.#write();
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(this.docket));
    return readThread(other, this.thread.id);
  }

  get costs(): number {
    return this.sizes.reduce((sum, size) => sum + size, 0);
  }

  #write(): void {
    this.docket.transact(() => writeThread(this.docket, this.thread));
  }
}

/** So many characters, some of them two units long. */
function wordsOf(roll: (limit: number) => number, count: number): string {
  return Array.from({ length: count }, () => letters[roll(letters.length)]).join('');
}

test('[D3] a key pressed in a long passage costs the docket some hundred bytes, where the passage has 60,000', () => {
  const exact = '語'.repeat(20_000);
  const followed = new Followed(exact);
  const at = 12_345;
  for (let typed = 1; typed <= 200; typed += 1) {
    const reads = `${exact.slice(0, at)}${'word '.repeat(40).slice(0, typed)}${exact.slice(at)}`;
    expect(followed.is({ is: 'edited', reads })).toEqual(followed.thread);
  }
  expect(Math.max(...followed.sizes)).toBeLessThan(600);
  expect(followed.is({ is: 'anchored' })).toEqual(followed.thread);
  expect(followed.sizes.at(-1)).toBeLessThan(300);
});

test('[D3] so it is where keys are pressed now here, now there', () => {
  const roll = dice(20_261_123);
  const exact = 'words of a long passage '.repeat(800);
  const followed = new Followed(exact);
  let reads = exact;
  const keys = 1_000;
  for (let key = 0; key < keys; key += 1) {
    const at = roll(reads.length);
    reads = `${reads.slice(0, at)}x${reads.slice(at)}`;
    followed.is({ is: 'edited', reads });
  }
  expect(readThread(followed.docket, followed.thread.id)).toEqual(followed.thread);
  expect(followed.costs / keys).toBeLessThan(3_000);
});

test.each(Array.from({ length: 60 }, (_, seed) => seed))(
  '[D1] whatever becomes of a passage, everyone reads the same of it (seed %i)',
  (seed) => {
    const roll = dice(seed);
    const exact = wordsOf(roll, [40, 500, 3_000][seed % 3] ?? 40);
    const followed = new Followed(exact);
    let reads = exact;
    for (let step = 0; step < 60; step += 1) {
      const characters = Array.from(reads);
      const put = wordsOf(roll, roll(12) === 0 ? 400 : roll(3));
      characters.splice(roll(characters.length + 1), roll(8) === 0 ? roll(90) : roll(3), put);
      reads = characters.join('');
      const states: AnchorState[] = [
        { is: 'anchored' },
        { is: 'orphaned' },
        { is: 'orphaned', reads },
        { is: 'moved', confirm: roll(2) === 0, reads },
      ];
      const state = states[roll(30)] ?? { is: 'edited', reads };
      expect(followed.is(state)).toEqual(followed.thread);
    }
    expect(followed.sizes.length).toBeGreaterThan(50);
  },
);

test('[D1] an anchor that is set anew is written whole, and nothing of the one before stays beside it', () => {
  const exact = 'a'.repeat(3_000);
  const followed = new Followed(exact);
  followed.is({ is: 'edited', reads: `${exact}b` });
  const map = threadsOf(followed.docket).get(followed.thread.id);
  expect(map?.get('since')).toBeDefined();
  const quote = { exact: `${exact}b`, prefix: '', suffix: '' };
  const { anchor } = followed.thread;
  followed.thread = { ...followed.thread, ...(anchor && { anchor: { ...anchor, quote } }) };
  expect(followed.is({ is: 'anchored' })).toEqual(followed.thread);
  expect(map?.get('since')).toBeUndefined();
  const { anchor: _gone, ...detached } = followed.thread;
  followed.docket.transact(() => writeThread(followed.docket, detached));
  expect(readThread(followed.docket, detached.id)).toEqual(detached);
});
