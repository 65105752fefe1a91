/**
 * Station 6 of 7, the journal: on disk, with everything else that waited for the same commit. Next:
 * client/src/line/text-sync.ts. This is the main thread's side: what arrives while a commit is in flight goes together
 * into the next one. The thread that writes is sqlite-worker.ts.
 */
import type { AccountId, ActId, DraftId } from '@gloss/shared/words/ids';

import type { Recorded, RecordQuery } from '../record/record.ts';
import type { DocumentName } from './document.ts';
import { Gathering, isEnough, patienceFor } from './gathering.ts';
import { hire } from './hired-worker.ts';
import type { HiredWorker } from './hired-worker.ts';
import { JournalError, journalError } from './journal-error.ts';
import type { JournalWatch } from './journal-watch.ts';
import type { Batch, Checkpoint, DraftTally, Journal, Stored } from './journal.ts';
import { pack } from './packing.ts';
import type { Proving } from './proof-worker.ts';
import { Prover } from './prover.ts';
import { vectorOf } from './same-content.ts';
import type { PackedGroup, Writing } from './sqlite-worker.ts';
import { unpackStored, withoutUpdate } from './stored-pack.ts';

/**
 * Opens the journal in `gloss.sqlite` of the data folder, which is made where it is missing. Rejects with `refused` and
 * a sentence for the operator where the folder is in use, of a newer version, not the one it was, or fails its self-test.
 * The thread starts at once; the folder is not touched before `mayOpen`.
 */
export async function openSqliteJournal(
  dataDir: string,
  notices: JournalNotices = { fail: () => undefined, complain: () => undefined },
  mayOpen: Promise<void> = Promise.resolve(),
): Promise<WaitingJournal> {
  let journal: SqliteJournal | undefined;
  const onLost = (error: JournalError): void => journal?.lost(error);
  const writer = hire<Writing>(new URL('./sqlite-worker.ts', import.meta.url), dataDir, onLost);
  try {
    await mayOpen;
    for (const sentence of await writer.ask('open', undefined)) notices.complain(sentence);
  } catch (error) {
    await writer.dismiss();
    throw error;
  }
  journal = new SqliteJournal(dataDir, writer, notices);
  return journal;
}

/** A journal that says how many batches wait for a commit. */
export interface WaitingJournal extends Journal {
  readonly waiting: number;
}

/** What the journal says by itself, whether or not anybody asks it something. */
export interface JournalNotices {
  /** It has stopped, because of its disk or its thread: nothing more may be promised. Called once. */
  fail(error: JournalError): void;
  /** A sentence for the operator; the journal goes on. */
  complain(sentence: string): void;
  /** Told how it is doing. */
  readonly watch?: JournalWatch;
}

/** How often a write-ahead log that people/ made long is looked at. */
const relieveEveryMs = 60_000;

/** How soon the write-ahead log is emptied where somebody was reading from it. */
const emptyAgainMs = 1000;

interface Waiting {
  readonly batch: Batch;
  readonly resolve: () => void;
  readonly reject: (error: JournalError) => void;
}

class SqliteJournal implements WaitingJournal {
  readonly #writer: HiredWorker<Writing>;
  readonly #prover: Prover<Proving>;
  #waiting: Waiting[] = [];
  readonly #gathering = new Gathering();
  /** Ends a wait for company. Absent where there is none. */
  #hurry: (() => void) | undefined;
  #isCommitting = false;
  /** Checkpoints are made one at a time; this is the end of the queue. */
  #lastCheckpoint: Promise<void> = Promise.resolve();
  #emptying: NodeJS.Timeout | undefined;
  /** How many checkpoints wait or are being made. */
  #checkpoints = 0;
  #stopped: JournalError | undefined;
  #isClosing = false;
  readonly #notices: JournalNotices;
  readonly #relieving: NodeJS.Timeout;

  constructor(dataDir: string, writer: HiredWorker<Writing>, notices: JournalNotices) {
    this.#writer = writer;
    const script = new URL('./proof-worker.ts', import.meta.url);
    this.#prover = new Prover(() => hire<Proving>(script, dataDir));
    this.#notices = notices;
    // Others write to the same file, and leave it to us to move what they wrote.
    this.#relieving = setInterval(() => this.#relieve().catch(() => undefined), relieveEveryMs);
    this.#relieving.unref();
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** The thread that writes is gone. */
  lost(error: JournalError): void {
    this.#stop(error);
  }

  append(batch: Batch): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#stopped) return reject(this.#stopped);
      this.#waiting.push({ batch, resolve, reject });
      this.#gathering.came(performance.now());
      if (this.#hurry && this.#isReady) this.#hurry();
      if (!this.#isCommitting) void this.#commitAll();
    });
  }

  async read(document: DocumentName): Promise<Stored> {
    await this.#allAppended();
    return unpackStored(await this.#writer.ask('read', document));
  }

  checkpoint(
    document: DocumentName,
    seq: number,
    state: Uint8Array,
    stateVector = vectorOf(state),
  ): Promise<void> {
    const made = this.#lastCheckpoint.then(() =>
      this.#makeCheckpoint(document, { seq, state, stateVector }),
    );
    const begun = performance.now();
    const ended = (isTaken: boolean) =>
      this.#notices.watch?.checkpointEnds({ isTaken, ms: performance.now() - begun });
    this.#checkpoints += 1;
    this.#lastCheckpoint = made
      .then(
        () => ended(true),
        () => ended(false),
      )
      .then(() => (--this.#checkpoints === 0 ? this.#emptyWal() : undefined));
    return made;
  }

  async compacted(document: DocumentName): Promise<Checkpoint | null> {
    await this.#allAppended();
    return this.#prover.ask((prover) => prover.ask('compact', document));
  }

  async answerTo(draft: DraftId, act: ActId): Promise<{ account: AccountId; body: string } | null> {
    await this.#allAppended();
    return this.#writer.ask('answerTo', { draft, act });
  }

  async record(query: RecordQuery): Promise<readonly Recorded[]> {
    await this.#allAppended();
    return this.#writer.ask('record', query);
  }

  async tallies(drafts?: readonly DraftId[]): Promise<Map<DraftId, DraftTally>> {
    await this.#allAppended();
    return this.#writer.ask('tallies', drafts);
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#relieving);
    clearTimeout(this.#emptying);
    await this.#lastCheckpoint;
    // Where the journal has stopped, whoever appended was told so; closing still lets go of the files.
    await this.#allAppended().catch(() => undefined);
    this.#stopped ??= new JournalError('stopped', 'The journal is closed.');
    await Promise.all([this.#prover.dismiss(), this.#writer.dismiss()]);
  }

  /** Commits until nothing waits. Each round takes all that came during the one before it. */
  async #commitAll(): Promise<void> {
    this.#isCommitting = true;
    while (this.#waiting.length > 0) {
      this.#notices.watch?.commitBegins();
      await this.#gather();
      const group = this.#waiting;
      this.#waiting = [];
      const begun = performance.now();
      try {
        const packed = packGroup(group.map(({ batch }) => batch));
        const answer = await this.#writer.ask('commit', packed, [packed.updates.bytes.buffer]);
        this.#notices.watch?.commitEnds({
          batches: group.length,
          entries: packed.entries.length,
          ms: performance.now() - begun,
        });
        for (const { resolve } of group) resolve();
        if (answer.isWalLong) await this.#relieve().catch(() => undefined);
      } catch (error) {
        const why = this.#stop(error);
        for (const { reject } of group) reject(why);
      }
    }
    this.#isCommitting = false;
    this.#notices.watch?.rests();
  }

  /** Lets what waits wait a little longer for company, where there is some to be had. */
  async #gather(): Promise<void> {
    if (this.#isReady || !this.#gathering.isWorthIt()) return;
    // Not by spreading them into one call: after a slow commit there may be more than a call takes.
    const patience = this.#waiting.reduce(
      (least, { batch }) => Math.min(least, patienceFor(batch.audience)),
      Infinity,
    );
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patience);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#hurry = undefined;
    this.#gathering.gathered(this.#waiting.length);
  }

  /** Whether what waits need not wait longer: somebody waits for it, or it has company enough. */
  get #isReady(): boolean {
    const isSomeUrgent = this.#waiting.some(({ batch }) => isUrgent(batch));
    return isSomeUrgent || isEnough(this.#waiting.map(({ batch }) => batch.audience));
  }

  /** After a failed write nothing may be written on top: not what waits, and nothing that comes. */
  #stop(error: unknown): JournalError {
    if (!this.#stopped) {
      this.#stopped = journalError(error);
      this.#notices.fail(this.#stopped);
    }
    for (const { reject } of this.#waiting.splice(0)) reject(this.#stopped);
    return this.#stopped;
  }

  /** What is asked of the thread now must see what was appended before: an empty batch waits its turn. */
  async #allAppended(): Promise<void> {
    if (this.#stopped) throw this.#stopped;
    if (this.#isCommitting) await this.append({ entries: [] });
  }

  async #makeCheckpoint(
    document: DocumentName,
    { seq, state, stateVector }: Checkpoint,
  ): Promise<void> {
    await this.#allAppended();
    const copy = state.slice();
    const proposal = { document, seq, state: copy, stateVector: stateVector.slice() };
    if (!(await this.#write(() => this.#writer.ask('propose', proposal, [copy.buffer])))) return;
    try {
      await this.#prover.ask((prover) => prover.ask('prove', { document, seq }));
    } catch (error) {
      await this.#write(() => this.#writer.ask('withdraw', document));
      throw error;
    }
    await this.#write(() => this.#writer.ask('settle', { document, seq }));
  }

  async #relieve(): Promise<void> {
    if (!this.#stopped) await this.#write(() => this.#writer.ask('relieve', undefined));
  }

  /** What was trimmed leaves the write-ahead log, too; later where somebody is reading from it. Never rejects. */
  async #emptyWal(): Promise<void> {
    if (this.#stopped) return;
    try {
      if (await this.#write(() => this.#writer.ask('emptyWal', undefined))) return;
    } catch {
      // Where the disk is broken the journal has stopped; where it is full the log is moved when there is room.
    }
    if (this.#isClosing) return;
    clearTimeout(this.#emptying);
    this.#emptying = setTimeout(() => void this.#emptyWal(), emptyAgainMs).unref();
  }

  /**
   * A caller's mistake is the caller's, and nothing is promised of what finds no room here: only an error of the disk stops
   * the journal.
   */
  async #write<Value>(ask: () => Promise<Value>): Promise<Value> {
    try {
      return await ask();
    } catch (error) {
      const why = journalError(error);
      if (why.code === 'storage' || (why.code === 'stopped' && !this.#isClosing)) this.#stop(why);
      throw why;
    }
  }
}

/** Somebody waits for the answer to an act, or to a question (`#allAppended`). Whoever types goes on typing. */
function isUrgent({ answer, entries }: Batch): boolean {
  return answer !== undefined || entries.length === 0;
}

function packGroup(batches: readonly Batch[]): PackedGroup {
  const entries = batches.flatMap((batch) => batch.entries);
  return {
    entries: entries.map(withoutUpdate),
    updates: pack(entries.map((entry) => entry.update)),
    bindings: batches.flatMap((batch) => batch.bindings ?? []),
    answers: batches.flatMap((batch) => batch.answer ?? []),
    tallies: batches.flatMap((batch) => batch.tally ?? []),
    records: batches.flatMap((batch) => batch.record ?? []),
  };
}
