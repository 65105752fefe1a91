/** What every journal promises, on whatever it keeps its records. journal.spec.ts runs it on each. */
import { docketOf, textOf } from '@gloss/server/journal/document';
import type { DocumentName } from '@gloss/server/journal/document';
import type { Entry, Journal, Stored } from '@gloss/server/journal/journal';
import { ChainCheck } from '@gloss/server/record/chain';
import type { RecordQuery } from '@gloss/server/record/record';
import { ActId, DraftId } from '@gloss/shared/words/ids';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { ada, ben, draft, wordsOf, written } from './letters.ts';

/** A place that outlives its journal, and hands to spoil what is kept there behind the journal's back. */
export interface JournalPlace {
  open(): Promise<Journal>;
  /** Changes one bit of a stored entry. */
  damageEntry(document: DocumentName, seq: number): void;
  damageCheckpoint(document: DocumentName): void;
  /** Takes stored entries away, from one seq to another, both included. */
  loseEntries(document: DocumentName, from: number, to: number): void;
  /** Changes what is stored beside the entries, or takes it away. */
  spoil(what: Beside, how: 'damage' | 'lose'): void;
  /** Removes the place. */
  clear(): void;
}

/** Of the draft under test: the binding of client 7 to its text, the answer to `act`, its tally, what is known of its text. */
export type Beside = 'binding' | 'answer' | 'tally' | 'facts';

const text = textOf(draft);
const docket = docketOf(draft);
export const act = ActId.parse('act-00000001');

export function journalContract(name: string, newPlace: () => JournalPlace): void {
  describe(`a journal ${name}`, () => {
    let place: JournalPlace;
    let journal: Journal;

    beforeEach(async () => {
      place = newPlace();
      journal = await place.open();
    });
    afterEach(async () => {
      await journal.close();
      place.clear();
    });

    async function reopened(): Promise<Journal> {
      await journal.close();
      journal = await place.open();
      return journal;
    }

    async function keeps(document: DocumentName, words: readonly string[]) {
      const letter = written(document, words);
      for (const entry of letter.entries) await journal.append({ entries: [entry] });
      return letter;
    }

    it('[K1] reads a document that was never written as nothing', async () => {
      expect(await journal.read(text)).toEqual({
        checkpoint: null,
        entries: [],
        clients: new Map(),
      });
    });

    it('[K1] gives back what was appended, after it was closed and opened again', async () => {
      const { entries } = await keeps(text, ['one', 'two', 'three']);
      const stored = await (await reopened()).read(text);
      expect(stored.entries.map(plain)).toEqual(entries.map(plain));
      expect(wordsOf(stored)).toEqual(['one', 'two', 'three']);
    });

    it('[K1] keeps an update of megabytes, and one that is a view on a larger buffer', async () => {
      const chapter = new Uint8Array(3 * 1024 * 1024).map((_, at) => at % 251);
      const view = chapter.subarray(1000, 1040);
      const entry = { document: text, account: ada, at: 1 };
      await journal.append({ entries: [{ ...entry, seq: 1, update: chapter }] });
      await journal.append({ entries: [{ ...entry, seq: 2, update: view }] });
      const { entries } = await (await reopened()).read(text);
      expect(entries.map(({ update }) => Buffer.compare(update, chapter))).toEqual([0, 1]);
      expect(entries[1] && Buffer.compare(entries[1].update, view)).toBe(0);
    });

    it('[K1] answers in the order it was asked, and a read sees what was appended before it', async () => {
      const { entries } = written(text, Array.from({ length: 200 }, String));
      const answered: number[] = [];
      const appended = entries.map((entry) =>
        journal.append({ entries: [entry] }).then(() => answered.push(entry.seq)),
      );
      const stored = await journal.read(text);
      expect(stored.entries).toHaveLength(200);
      await Promise.all(appended);
      expect(answered).toEqual(entries.map(({ seq }) => seq));
    });

    it('[K1] keeps documents apart', async () => {
      await Promise.all([keeps(text, ['the text']), keeps(docket, ['the docket'])]);
      expect(wordsOf(await journal.read(text))).toEqual(['the text']);
      expect(wordsOf(await journal.read(docket))).toEqual(['the docket']);
    });

    it('[K2] stores all that a batch holds', async () => {
      const inText = written(text, ['words']);
      const inDocket = written(docket, ['a thread']);
      await journal.append({
        entries: [...inText.entries, ...inDocket.entries],
        bindings: [{ document: text, client: inText.client, account: ben }],
        answer: { draft, act, account: ada, body: '{"number":1}' },
        tally: { draft, openThreads: 1 },
      });
      await reopened();
      expect(wordsOf(await journal.read(text))).toEqual(['words']);
      expect(wordsOf(await journal.read(docket))).toEqual(['a thread']);
      expect((await journal.read(text)).clients).toEqual(new Map([[inText.client, ben]]));
      expect(await journal.answerTo(draft, act)).toEqual({ account: ada, body: '{"number":1}' });
      expect(await journal.tallies()).toEqual(
        new Map([[draft, { openThreads: 1, changedAt: 1_000 }]]),
      );
    });

    it('[K2] stores nothing of a batch that is refused', async () => {
      const inText = written(text, ['words']);
      const inDocket = written(docket, ['first', 'second']);
      await expect(
        journal.append({
          entries: [...inText.entries, ...inDocket.entries.slice(1)],
          bindings: [{ document: text, client: 7, account: ada }],
          answer: { draft, act, account: ada, body: '{}' },
          tally: { draft, openThreads: 1 },
        }),
      ).rejects.toThrow('gap');
      await reopened();
      expect(await journal.read(text)).toEqual({
        checkpoint: null,
        entries: [],
        clients: new Map(),
      });
      expect(await journal.answerTo(draft, act)).toBeNull();
      expect(await journal.tallies()).toEqual(new Map());
    });

    it('[K3] refuses a fork, and from then on everything', async () => {
      const { entries } = await keeps(text, ['one', 'two']);
      const other = written(docket, ['elsewhere']);
      const fork = journal.append({ entries: entries.slice(1) });
      const after = journal.append({ entries: other.entries });
      await expect(fork).rejects.toMatchObject({ code: 'out-of-order' });
      await expect(after).rejects.toMatchObject({ code: 'out-of-order' });
      await expect(journal.read(text)).rejects.toMatchObject({ code: 'out-of-order' });
      await reopened();
      expect(wordsOf(await journal.read(text))).toEqual(['one', 'two']);
      expect(wordsOf(await journal.read(docket))).toEqual([]);
    });

    // The second was taken once (judge.ts refuses it now), and what was written under it is there still.
    it.each([7, 2 ** 60])(
      '[K3] leaves client id %d with the account that had it first',
      async (client) => {
        const binding = { document: text, client, account: ada };
        await journal.append({ entries: [], bindings: [binding] });
        await journal.append({ entries: [], bindings: [binding] });
        await expect(
          journal.append({ entries: [], bindings: [{ ...binding, account: ben }] }),
        ).rejects.toMatchObject({ code: 'out-of-order' });
        await reopened();
        expect((await journal.read(text)).clients).toEqual(new Map([[client, ada]]));
      },
    );

    it('[A1] gives an act its first answer, whatever comes later', async () => {
      expect(await journal.answerTo(draft, act)).toBeNull();
      await journal.append({ entries: [], answer: { draft, act, account: ada, body: 'first' } });
      await expect(
        journal.append({ entries: [], answer: { draft, act, account: ben, body: 'second' } }),
      ).rejects.toMatchObject({ code: 'out-of-order' });
      await reopened();
      expect(await journal.answerTo(draft, act)).toEqual({ account: ada, body: 'first' });
    });

    it('tallies every draft: open threads, and when either document last changed', async () => {
      const other = DraftId.parse('another-draft');
      await keeps(text, ['one', 'two']);
      await keeps(docketOf(other), ['three']);
      const [late] = written(docket, ['four']).entries.map((entry) => ({ ...entry, at: 9_000 }));
      await journal.append({ entries: late ? [late] : [], tally: { draft, openThreads: 4 } });
      await journal.append({ entries: [], tally: { draft, openThreads: 3 } });
      expect(await journal.tallies()).toEqual(
        new Map([
          [draft, { openThreads: 3, changedAt: 9_000 }],
          [other, { openThreads: null, changedAt: 1_000 }],
        ]),
      );
    });

    it('[K5] trims what a checkpoint covers, and goes on after it', async () => {
      const { entries, states, client } = written(text, ['one', 'two', 'three', 'four']);
      const bindings = [{ document: text, client, account: ada }];
      await journal.append({ entries: entries.slice(0, 3), bindings });
      await journal.checkpoint(text, 2, must(states[1]));
      await journal.append({ entries: entries.slice(3) });
      const stored = await (await reopened()).read(text);
      expect(stored.checkpoint?.seq).toBe(2);
      expect(stored.entries.map(({ seq }) => seq)).toEqual([3, 4]);
      expect(stored.clients).toEqual(new Map([[client, ada]]));
      expect(vectorOf(stored)).toEqual(Y.encodeStateVectorFromUpdate(must(states[1])));
      expect(wordsOf(stored)).toEqual(['one', 'two', 'three', 'four']);
      await journal.checkpoint(text, 4, must(states[3]));
      expect((await journal.read(text)).entries).toEqual([]);
      expect(wordsOf(await journal.read(text))).toEqual(['one', 'two', 'three', 'four']);
      expect((await journal.tallies()).get(draft)?.changedAt).toBe(1_003);
    });

    it('[K5] keeps appending while a checkpoint is made', async () => {
      const { entries, states } = written(text, Array.from({ length: 60 }, String));
      await journal.append({ entries: entries.slice(0, 20) });
      const made = journal.checkpoint(text, 20, must(states[19]));
      for (const entry of entries.slice(20)) await journal.append({ entries: [entry] });
      await made;
      const stored = await journal.read(text);
      expect(stored.checkpoint?.seq).toBe(20);
      expect(wordsOf(stored)).toEqual(Array.from({ length: 60 }, String));
    });

    it('[K5] takes no checkpoint that is older than the one it has', async () => {
      const { states } = await keeps(text, ['one', 'two']);
      await journal.checkpoint(text, 2, must(states[1]));
      await journal.checkpoint(text, 1, must(states[0]));
      await journal.checkpoint(text, 2, must(states[0]));
      expect(wordsOf(await journal.read(text))).toEqual(['one', 'two']);
    });

    it.each([
      ['lacks an edit', (letter: Letter) => must(letter.states[0])],
      ['holds an edit that is not on disk yet', (letter: Letter) => must(letter.states[2])],
      ['says other words', () => must(written(text, ['one', 'other']).states[1])],
      ['waits for an edit it does not hold', (letter: Letter) => must(letter.entries[1]).update],
      ['is cut short', (letter: Letter) => must(letter.states[1]).slice(0, -3)],
    ] as const)('[K5] refuses a checkpoint that %s, and goes on', async (_, stateOf) => {
      const letter = written(text, ['one', 'two', 'three']);
      await journal.append({ entries: letter.entries.slice(0, 2) });
      await expect(journal.checkpoint(text, 2, stateOf(letter))).rejects.toMatchObject({
        code: 'different',
      });
      await journal.append({ entries: letter.entries.slice(2) });
      const stored = await (await reopened()).read(text);
      expect(stored.checkpoint).toBeNull();
      expect(wordsOf(stored)).toEqual(['one', 'two', 'three']);
    });

    it('[K5] refuses a checkpoint with the state vector of another state, and goes on', async () => {
      const { entries, states } = written(text, ['one', 'two', 'three']);
      await journal.append({ entries });
      const whole = must(states[2]);
      const lacking = Y.encodeStateVectorFromUpdate(must(states[0]));
      await expect(journal.checkpoint(text, 3, whole, lacking)).rejects.toMatchObject({
        code: 'different',
      });
      await journal.checkpoint(text, 3, whole, Y.encodeStateVectorFromUpdate(whole));
      expect(wordsOf(await journal.read(text))).toEqual(['one', 'two', 'three']);
    });

    it('[K5] refuses a checkpoint ahead of the entries', async () => {
      const { states } = written(text, ['one', 'two']);
      await keeps(text, ['one']);
      await expect(journal.checkpoint(text, 2, must(states[1]))).rejects.toMatchObject({
        code: 'out-of-order',
      });
    });

    it('[K4] reports a damaged entry, and still serves the other documents', async () => {
      await keeps(text, ['one', 'two']);
      await keeps(docket, ['a thread']);
      await journal.close();
      place.damageEntry(text, 2);
      journal = await place.open();
      await expect(journal.read(text)).rejects.toMatchObject({ code: 'broken' });
      expect(wordsOf(await journal.read(docket))).toEqual(['a thread']);
    });

    it.each([
      ['the first', 1, 1],
      ['one in the middle', 2, 2],
      ['the last', 3, 3],
      ['all', 1, 3],
    ])('[K4] reports lost entries: %s', async (_, from, to) => {
      await keeps(text, ['one', 'two', 'three']);
      await journal.close();
      place.loseEntries(text, from, to);
      journal = await place.open();
      await expect(journal.read(text)).rejects.toMatchObject({ code: 'broken' });
    });

    it('[K4] reports a damaged checkpoint', async () => {
      const { states } = await keeps(text, ['one']);
      await journal.checkpoint(text, 1, must(states[0]));
      await journal.close();
      place.damageCheckpoint(text);
      journal = await place.open();
      await expect(journal.read(text)).rejects.toMatchObject({ code: 'broken' });
    });

    async function keepsAllBeside(): Promise<void> {
      await keeps(text, ['one']);
      await keeps(docket, ['a thread']);
      await journal.append({
        entries: [],
        bindings: [{ document: text, client: 7, account: ada }],
        answer: { draft, act, account: ada, body: '{"number":1}' },
        tally: { draft, openThreads: 4 },
      });
      await journal.close();
    }

    it.each(['damage', 'lose'] as const)('[K4] reports a binding: %s', async (how) => {
      await keepsAllBeside();
      place.spoil('binding', how);
      journal = await place.open();
      await expect(journal.read(text)).rejects.toMatchObject({ code: 'broken' });
      expect(wordsOf(await journal.read(docket))).toEqual(['a thread']);
    });

    it('[K4] reports a damaged answer', async () => {
      await keepsAllBeside();
      place.spoil('answer', 'damage');
      journal = await place.open();
      await expect(journal.answerTo(draft, act)).rejects.toMatchObject({ code: 'broken' });
      await expect(journal.read(docket)).rejects.toMatchObject({ code: 'broken' });
    });

    it('[K4] opens no docket that lost an answer: the act would be done twice', async () => {
      await keepsAllBeside();
      place.spoil('answer', 'lose');
      journal = await place.open();
      await expect(journal.read(docket)).rejects.toMatchObject({ code: 'broken' });
    });

    it.each(['damage', 'lose'] as const)('[K4] makes up no tally: %s', async (how) => {
      await keepsAllBeside();
      place.spoil('tally', how);
      journal = await place.open();
      expect((await journal.tallies()).get(draft)?.openThreads).toBeNull();
      await journal.append({ entries: [], tally: { draft, openThreads: 5 } });
      expect((await journal.tallies()).get(draft)?.openThreads).toBe(5);
    });

    it.each(['damage', 'lose'] as const)(
      '[K4] reports what is known of a document, and writes nothing to it: %s',
      async (how) => {
        await keepsAllBeside();
        place.spoil('facts', how);
        journal = await place.open();
        await expect(journal.read(text)).rejects.toMatchObject({ code: 'broken' });
        expect((await journal.tallies()).has(draft)).toBe(true);
        const [, next] = written(text, ['one', 'two']).entries;
        await expect(journal.append({ entries: [must(next)] })).rejects.toThrow();
      },
    );

    it('[O5] keeps the record of what it stored, chained, and gives it back the last first', async () => {
      const { entries } = written(text, ['one', 'two', 'three']);
      const noted = entries.map((_, at) => ({
        at: 1000 + at,
        by: at === 1 ? ben : ada,
        did: at === 2 ? ('wrote' as const) : ('annotate' as const),
        draft,
        about: null,
        thread: at === 2 ? null : at + 1,
        detail: '',
      }));
      await Promise.all(
        entries.map((entry, at) => journal.append({ entries: [entry], record: noted[at] })),
      );
      await reopened();
      const rows = await journal.record({ limit: 9 });
      expect(rows).toMatchObject(noted.toReversed());
      const check = new ChainCheck();
      for (const row of rows.toReversed()) check.take(row);
      expect(check).toMatchObject({ rows: 3, brokenAt: null });
      const seqs = async (query: Partial<RecordQuery>) =>
        (await journal.record({ limit: 9, ...query })).map(({ seq }) => seq);
      expect(await seqs({ limit: 2 })).toEqual([3, 2]);
      expect(await seqs({ before: 3 })).toEqual([2, 1]);
      expect(await seqs({ by: ben })).toEqual([2]);
      expect(await seqs({ did: ['wrote', 'decide'] })).toEqual([3]);
      expect(await seqs({ since: 1001 })).toEqual([3, 2]);
      expect(await seqs({ draft: DraftId.parse('another-draft') })).toEqual([]);
    });

    it('[O5] records nothing of a batch that is refused', async () => {
      const { entries } = written(text, ['one', 'two']);
      const record = {
        at: 1,
        by: ada,
        did: 'wrote' as const,
        draft,
        about: null,
        thread: null,
        detail: '',
      };
      const batch = { entries: entries.slice(1), record };
      await expect(journal.append(batch)).rejects.toMatchObject({ code: 'out-of-order' });
      await reopened();
      expect(await journal.record({ limit: 9 })).toEqual([]);
    });

    it('takes nothing once it is closed, and closing twice is harmless', async () => {
      await journal.close();
      await journal.close();
      await expect(journal.append({ entries: [] })).rejects.toMatchObject({ code: 'stopped' });
      await expect(journal.read(text)).rejects.toMatchObject({ code: 'stopped' });
    });

    it('has on disk, when it is closed, all that was appended before', async () => {
      const { entries } = written(text, ['one', 'two', 'three']);
      const appended = entries.map((entry) => journal.append({ entries: [entry] }));
      await reopened();
      await Promise.all(appended);
      expect(wordsOf(await journal.read(text))).toEqual(['one', 'two', 'three']);
    });
  });
}

type Letter = ReturnType<typeof written>;

/** Bytes as an array, so that views and buffers of the same content are equal. */
function plain(entry: Entry): unknown {
  return { ...entry, update: [...entry.update] };
}

function vectorOf({ checkpoint }: Stored): Uint8Array | undefined {
  return checkpoint ? Uint8Array.from(checkpoint.stateVector) : undefined;
}

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the test expects something to be there');
  return value;
}
