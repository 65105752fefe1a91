/**
 * One sitting: a document, two honest people who type, and attackers who fire frames. After each frame the rule is put to
 * the proof: refused, and nothing is changed; taken, and everything is in order. One seed, one sitting.
 */
import { replayInto, updatesOf } from '@gloss/server/journal/replay';
import { openRooms } from '@gloss/server/room/rooms';
import { person } from '@gloss/shared/rules/scene.fixture';
import { bodyOf } from '@gloss/shared/text/body';
import { checkBlocks } from '@gloss/shared/text/check';
import { contentOf } from '@gloss/shared/text/content';
import { richText } from '@gloss/shared/text/fixture';
import { schema } from '@gloss/shared/text/schema';
import { writeStep1, writeUpdate } from '@gloss/shared/wire/frames';
import { Node } from '@tiptap/pm/model';
import { initProseMirrorDoc } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

import { dice } from '../../stage/dice.ts';
import type { Dice } from '../../stage/dice.ts';
import { Typist } from '../schedules/typist.ts';
import { Arsenal } from './arsenal.ts';
import type { Shot } from './arsenal.ts';
import type { Gate, RoomsMaker } from './gate.ts';
import { contentLine, openGate, stateOf, unlike } from './gate.ts';
import { Visitor } from './visitor.ts';

/** A frame that broke the rule. */
export interface Finding {
  readonly what: string;
  readonly seed: number;
  /** Which frame of the sitting, from 1. */
  readonly shot: number;
  readonly kind: string;
  readonly hex: string;
}

/** A frame and how long the loop was busy with it. */
export interface Timed {
  readonly ms: number;
  readonly kind: string;
  readonly seed: number;
  readonly shot: number;
  readonly hex: string;
}

export interface Sat {
  readonly fired: number;
  readonly refused: number;
  /** Taken, and the text changed. */
  readonly taken: number;
  readonly honest: number;
  /** Honest undos that were refused, since what others did meanwhile leaves no text that fits the schema. */
  readonly inVain: number;
  readonly longest: Timed;
  readonly findings: readonly Finding[];
}

/** No frame may keep the loop busy for longer. */
export const busyMsAtMost = 50;

export interface SittingOptions {
  readonly seed: number;
  readonly frames: number;
  readonly makeRooms?: RoomsMaker;
  /** Told of each frame before it is fired. */
  readonly onShot?: (shot: Shot) => void;
}

/** Sits through it; ends at the first finding, because what comes after stands on something that is broken. */
export async function sit(options: SittingOptions): Promise<Sat> {
  const sitting = await Sitting.opened(options);
  try {
    return await sitting.run();
  } finally {
    await sitting.close();
  }
}

const shooters = ['editor', 'editor', 'editor', 'lead', 'reviewer', 'reader'] as const;

class Sitting {
  readonly #options: SittingOptions;
  readonly #chance: Dice;
  readonly #gate: Gate;
  readonly #arsenal: Arsenal;
  readonly #honest: Honest[];
  /** The journal's entries applied one by one: what a restart would have. */
  readonly #replay = new Y.Doc();
  /** How many batches of the journal. */
  #replayed = 0;
  #shooter: Visitor | undefined;
  #shot: Shot | undefined;
  #state = '';
  #longest: Timed = { ms: 0, kind: '', seed: 0, shot: 0, hex: '' };
  #counts = { fired: 0, refused: 0, taken: 0, honest: 0, inVain: 0 };

  private constructor(options: SittingOptions, chance: Dice, gate: Gate) {
    this.#options = options;
    this.#chance = chance;
    this.#gate = gate;
    this.#arsenal = new Arsenal(chance);
    this.#honest = ['Ada', 'Ben'].map((name) => new Honest(name, gate, chance));
  }

  static async opened(options: SittingOptions): Promise<Sitting> {
    const chance = dice(options.seed);
    const content = someContent(chance);
    const gate = await openGate({ content }, chance, options.makeRooms ?? openRooms);
    return new Sitting(options, chance, gate);
  }

  async run(): Promise<Sat> {
    let what: string | null;
    try {
      what = await this.#firesAll();
    } catch (error) {
      // Somebody who only read what the gate told them could not: what it told or stored is poison.
      what = `someone stumbled: ${error instanceof Error ? error.stack : String(error)}`;
    }
    const findings = what === null ? [] : [this.#finding(what)];
    return { ...this.#counts, longest: this.#longest, findings };
  }

  async close(): Promise<void> {
    await this.#gate.close();
    this.#replay.destroy();
    for (const each of this.#honest) each.leaves();
  }

  /** @returns what was wrong, or null. */
  async #firesAll(): Promise<string | null> {
    await turns();
    for (const each of this.#honest) each.listens();
    this.#state = stateOf(this.#gate.doc());
    this.#followJournal();
    while (this.#counts.fired < this.#options.frames) {
      const afterEdit = this.#chance.upTo(11) === 0 ? await this.#typesHonestly() : null;
      if (afterEdit !== null) return afterEdit;
      if (this.#counts.inVain > 0) break;
      this.#shot = this.#arsenal.next(this.#gate.doc());
      const wrong = await this.#fires(this.#shot);
      if (wrong !== null) return wrong;
    }
    return this.#ends();
  }

  async #fires(shot: Shot): Promise<string | null> {
    const shooter = this.#readyShooter(shot);
    this.#counts.fired += 1;
    this.#options.onShot?.(shot);
    const before = this.#gate.batches.length;
    const cpu = process.threadCpuUsage();
    try {
      shooter.take(shot.frame, shot.isBinary);
    } catch (error) {
      return `the session threw: ${String(error)}`;
    }
    await turn();
    const { user, system } = process.threadCpuUsage(cpu);
    await settled(shooter);
    const slow = await this.#timed(shot, (user + system) / 1_000, before);
    return slow ?? this.#judge(shooter, before);
  }

  #judge(shooter: Visitor, before: number): string | null {
    if (this.#gate.failures.length > 0)
      return `the journal refused: ${String(this.#gate.failures[0])}`;
    const state = stateSafely(this.#gate.doc());
    const isStored = this.#gate.batches.length > before;
    if (!isStored) {
      if (!shooter.isOpen) this.#counts.refused += 1;
      return state === this.#state ? null : `nothing was stored, and the text changed:\n${state}`;
    }
    this.#counts.taken += 1;
    if (!shooter.isOpen)
      return `it was stored, and refused with ${shooter.refusedWith ?? shooter.closedWith}`;
    this.#state = state;
    return this.#inOrder();
  }

  /** @returns what is wrong with the text as it is now, or null. */
  #inOrder(): string | null {
    const doc = this.#gate.doc();
    if (this.#state.endsWith('waiting')) return 'the text has parts that wait for others';
    const told = this.#followJournal();
    if (told !== null) return told;
    const replayed = stateSafely(this.#replay);
    if (replayed !== this.#state)
      return `the journal does not say what the text says: ${unlike(replayed, this.#state)}`;
    const judged = checkBlocks(bodyOf(doc), [bodyOf(doc)]);
    if (!judged.ok) return 'the text as a whole does not fit the schema';
    if (bodyOf(doc)._map.size > 0) return 'the body has attributes';
    return this.#compacted() ?? this.#openedInAnEditor();
  }

  /** Whoever joins now gets the whole text as one update, as a checkpoint does. */
  #compacted(): string | null {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.#gate.doc()));
    const [joined, here] = [stateSafely(doc), this.#state];
    doc.destroy();
    return joined === here ? null : `who joins now reads something else: ${unlike(joined, here)}`;
  }

  /** An editor deletes what it cannot show, and shows all of the rest. */
  #openedInAnEditor(): string | null {
    let wrote = false;
    const onUpdate = () => (wrote = true);
    this.#replay.on('update', onUpdate);
    const shown = initProseMirrorDoc(bodyOf(this.#replay), schema).doc;
    this.#replay.off('update', onUpdate);
    if (wrote) return 'an editor deletes some of the text when it opens it';
    const said = Node.fromJSON(schema, contentOf(bodyOf(this.#replay)));
    return shown.eq(said)
      ? null
      : `an editor shows something else:\n${String(shown)}\n${String(said)}`;
  }

  #followJournal(): string | null {
    const entries = this.#gate.entriesFrom(this.#replayed);
    this.#replayed = this.#gate.batches.length;
    for (const { update } of entries)
      try {
        Y.decodeUpdate(update);
        replayInto(this.#replay, [update]);
      } catch (error) {
        return `a stored entry cannot be read: ${String(error)}`;
      }
    return null;
  }

  async #typesHonestly(): Promise<string | null> {
    const typist = this.#chance.oneOf(this.#honest);
    const name = typist.types();
    await settled(typist.visitor);
    if (name === null) return null;
    this.#counts.honest += 1;
    const isTakenBack = name === 'undo' || name === 'redo';
    if (isTakenBack && typist.visitor.refusedWith === 'update-invalid') {
      this.#counts.inVain += 1;
      return null;
    }
    if (!typist.visitor.isOpen)
      return `an honest edit (${name}) was refused with ${typist.visitor.refusedWith} ${typist.visitor.closedWith} ${String(this.#gate.failures[0])}`;
    await this.#allRead();
    this.#state = stateSafely(this.#gate.doc());
    const wrong = this.#inOrder();
    if (wrong !== null) return `after an honest edit (${name}): ${wrong}`;
    const said = contentLine(this.#gate.doc());
    const other = this.#honest.find((each) => contentLine(each.doc) !== said);
    if (other === undefined) return null;
    return `after an honest edit (${name}) someone reads something else: ${unlike(contentLine(other.doc), said)}`;
  }

  /** Yjs tidies formats on every replica that reads them, and what one tidied the others get to read. */
  async #allRead(): Promise<void> {
    while (this.#honest.some((each) => each.reads()))
      for (const { visitor } of this.#honest) await settled(visitor);
  }

  /** What is stored reads the same after a restart, and compacted. */
  async #ends(): Promise<string | null> {
    const stored = await this.#gate.stored();
    const doc = new Y.Doc();
    try {
      replayInto(doc, updatesOf(stored));
      const compacted = new Y.Doc();
      Y.applyUpdate(compacted, Y.encodeStateAsUpdate(doc));
      const [said, now] = [contentLine(this.#gate.doc()), contentLine(compacted)];
      if (said !== now) return `compacted, the journal says something else: ${unlike(now, said)}`;
      return null;
    } catch (error) {
      return `the journal cannot be replayed: ${String(error)}`;
    } finally {
      doc.destroy();
    }
  }

  /** Attackers are shut out often, and come back. */
  #readyShooter(shot: Shot): Visitor {
    if (this.#shooter?.isOpen === true && this.#chance.upTo(60) > 0) return this.#shooter;
    this.#shooter?.leaves();
    const role = this.#chance.oneOf(shooters);
    const isDocket = shot.kind === 'awareness' || this.#chance.upTo(15) === 0;
    const room = isDocket && this.#chance.upTo(2) > 0 ? this.#gate.docket : this.#gate.text;
    this.#shooter = new Visitor(room, person(role, `attacker-${role}`), this.#chance.upTo(20) > 0);
    if (this.#chance.upTo(3)) this.#shooter.take(writeStep1(Uint8Array.of(0)));
    return this.#shooter;
  }

  /** Keeps the longest, and asks again where it seems too long: a collection of garbage is nobody's frame. */
  async #timed(shot: Shot, ms: number, before: number): Promise<string | null> {
    if (ms <= this.#longest.ms) return null;
    let least = ms;
    for (let tries = 0; tries < 3 && least > busyMsAtMost / 2; tries += 1)
      least = Math.min(least, await this.#again(shot, before));
    if (least > this.#longest.ms)
      this.#longest = {
        ms: Math.round(least * 10) / 10,
        kind: shot.kind,
        seed: this.#options.seed,
        shot: this.#counts.fired,
        hex: hexOf(shot.frame),
      };
    return least > busyMsAtMost ? `the loop was busy for ${Math.round(least)} ms` : null;
  }

  /** @returns for how long the same frame keeps the same text busy, in a room of its own. */
  async #again({ frame, isBinary }: Shot, upTo: number): Promise<number> {
    const gate = await openGate(
      { batches: this.#gate.batches.slice(0, upTo) },
      dice(0),
      this.#options.makeRooms ?? openRooms,
    );
    const visitor = new Visitor(gate.text, person('editor', 'attacker-editor'));
    await turns();
    const cpu = process.threadCpuUsage();
    visitor.take(frame, isBinary);
    await turn();
    const { user, system } = process.threadCpuUsage(cpu);
    await gate.close();
    return (user + system) / 1_000;
  }

  #finding(what: string): Finding {
    return {
      what,
      seed: this.#options.seed,
      shot: this.#counts.fired,
      kind: this.#shot?.kind ?? 'none',
      hex: hexOf(this.#shot?.frame ?? new Uint8Array()),
    };
  }
}

/** Someone at an editor, with a replica of their own and a socket. */
class Honest {
  readonly doc = new Y.Doc();
  readonly visitor: Visitor;
  readonly #typist: Typist;

  constructor(name: string, gate: Gate, chance: Dice) {
    this.doc.clientID = 1 + chance.upTo(2 ** 31);
    this.#typist = new Typist(this.doc, { chance });
    this.visitor = new Visitor(gate.text, person('editor', name));
    this.visitor.take(writeStep1(Uint8Array.of(0)));
  }

  /** From now on every edit of its own is sent. */
  listens(): void {
    this.reads();
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this.visitor) this.visitor.take(writeUpdate(update));
    });
  }

  /** @returns whether there was anything to read. */
  reads(): boolean {
    const news = this.visitor.news();
    for (const update of news) Y.applyUpdate(this.doc, update, this.visitor);
    return news.length > 0;
  }

  /** @returns which edit it was. */
  types(): string | null {
    this.reads();
    return this.#typist.edits();
  }

  leaves(): void {
    this.#typist.stop();
    this.doc.destroy();
  }
}

function someContent(chance: Dice) {
  const doc = richText();
  const typist = new Typist(doc, { chance });
  for (let left = chance.upTo(30); left > 0; left -= 1) typist.edits();
  typist.stop();
  const content = contentOf(bodyOf(doc));
  doc.destroy();
  // Named here and not by chance, so that a seed has the same frames again.
  const named = JSON.stringify(content).replaceAll(/"bid":"[^"]*"/g, '"bid":null');
  let blocks = 0;
  return JSON.parse(named.replaceAll('"bid":null', () => `"bid":"block-${(blocks += 1)}"`));
}

function stateSafely(doc: Y.Doc): string {
  try {
    return stateOf(doc);
  } catch (error) {
    return `the text cannot be read: ${String(error)}`;
  }
}

function hexOf(frame: Uint8Array): string {
  return Buffer.from(frame).toString('hex');
}

/** Lets the loop come round once: what the frame has set off is done. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function turns(): Promise<void> {
  await turn();
  await turn();
}

/** Lets everything be done that somebody has asked for. */
async function settled(visitor: Visitor): Promise<void> {
  do await turns();
  while (visitor.isWaiting);
}
