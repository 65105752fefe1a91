/**
 * Someone at the line of the real client, with a device that keeps things, behind a network that may be bad. Whenever their
 * screen comes to say "saved", what they did is looked for on the server's disk in the same instant.
 */
import { openDevice } from '@gloss/client/line/device';
import type { Outbox } from '@gloss/client/line/outbox';
import { openOutbox } from '@gloss/client/line/outbox';
import type { Progress } from '@gloss/client/line/saved';
import { savedOf } from '@gloss/client/line/saved';
import type { TextSync } from '@gloss/client/line/text-sync';
import { syncText } from '@gloss/client/line/text-sync';
import { bodyOf } from '@gloss/shared/text/body';
import { schemaHash } from '@gloss/shared/text/schema';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import type { Person } from '../../stage/person.ts';
import type { Proxy } from '../../stage/proxy.ts';
import type { Disk } from './disk.ts';
import { socketThrough } from './line-socket.ts';

export interface WriterWorld {
  /** Who it is, signed in; their own connection is not used. */
  readonly person: Person;
  readonly proxy: Proxy;
  readonly disk: Disk;
  readonly chance: Dice;
  /** Takes "sent" for "saved". */
  readonly isLiar?: boolean;
}

interface Visit {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly outbox: Outbox;
  readonly sync: TextSync;
}

export class Writer {
  /** What the screen said and the disk did not. */
  readonly lies: string[] = [];
  /** Why the server ended the visit for good: never due to an honest client. */
  readonly ends: string[] = [];
  /** How often "saved" was held against the disk. */
  looks = 0;
  readonly #world: WriterWorld;
  readonly #put = new Set<string>();
  readonly #cut = new Set<string>();
  #visit: Visit | undefined;
  #saved = 'saving';
  #isChanged = true;
  #words = 0;

  constructor(world: WriterWorld) {
    this.#world = world;
  }

  /** Opens the draft: what the device has kept of it, and then the line. */
  async arrives(): Promise<this> {
    const { person, proxy, chance, isLiar } = this.#world;
    const owner = { account: person.account, draft: person.draft };
    const device = await openDevice(`device of ${person.account}`);
    const doc = new Y.Doc();
    const outbox = await openOutbox(device, owner, 1, doc);
    const awareness = new Awareness(doc);
    const sync = syncText({
      wire: {
        address: `ws://localhost:${proxy.port}`,
        Socket: socketThrough(person.agent, isLiar === true),
        random: () => chance.upTo(99) / 100,
        onNetworkChange: () => () => undefined,
      },
      edition: { draft: person.draft, epoch: 1, schema: schemaHash },
      text: { doc, awareness },
      outbox,
      writes: true,
      onProgress: (progress) => this.#progresses(progress),
      onSynced: () => undefined,
      onEnd: (end) => this.ends.push(JSON.stringify(end)),
      onHomeless: (lost) => this.ends.push(JSON.stringify(lost)),
    });
    this.#visit = { doc, awareness, outbox, sync };
    return this;
  }

  get isSaved(): boolean {
    return this.#saved === 'saved';
  }

  get doc(): Y.Doc {
    if (!this.#visit) throw new Error(`${this.#world.person.name} is not here`);
    return this.#visit.doc;
  }

  /** Every word that must be in the text in the end, once; and those that must not. */
  get words(): { readonly put: ReadonlySet<string>; readonly cut: ReadonlySet<string> } {
    return { put: this.#put, cut: this.#cut };
  }

  /** Puts a word that nobody else will write anywhere into the text. */
  types(): void {
    this.#words += 1;
    const word = `${this.#world.person.name.replaceAll(/\W/g, '')}x${this.#words}x`;
    this.#put.add(word);
    this.#isChanged = true;
    const runs = runsOf(this.doc);
    const { chance } = this.#world;
    if (runs.length === 0 || chance.upTo(7) === 0) return addParagraph(this.doc, `${word} `);
    const run = chance.oneOf(runs);
    const words = run.toJSON().split(' ');
    const before = words.slice(0, chance.upTo(words.length - 1)).join(' ').length;
    run.insert(before === 0 ? 0 : before + 1, `${word} `);
  }

  /** Takes one of its own words out again. */
  cuts(): void {
    for (const run of runsOf(this.doc)) {
      const found = [...this.#put].find((word) => run.toJSON().includes(`${word} `));
      if (found === undefined) continue;
      this.#put.delete(found);
      this.#cut.add(found);
      this.#isChanged = true;
      return run.delete(run.toJSON().indexOf(`${found} `), found.length + 1);
    }
  }

  /** Closes the page, once the device has kept everything, and opens it again. */
  async reloads(): Promise<void> {
    await this.leaves();
    await this.arrives();
  }

  async leaves(): Promise<void> {
    const visit = this.#visit;
    this.#visit = undefined;
    this.#saved = 'saving';
    if (!visit) return;
    visit.sync.stop();
    await visit.outbox.leave();
    visit.awareness.destroy();
    visit.doc.destroy();
  }

  #progresses(progress: Progress): void {
    this.#saved = savedOf(progress, 0).is;
    if (!this.isSaved || !this.#isChanged) return;
    this.#isChanged = false;
    this.looks += 1;
    const onDisk = this.#world.disk.words(this.#world.person.draft);
    for (const word of this.#put)
      if (!onDisk.includes(word)) this.lies.push(`"saved", and ${word} was not on disk`);
    for (const word of this.#cut)
      if (onDisk.includes(word)) this.lies.push(`"saved", and ${word} still was on disk`);
  }
}

function addParagraph(doc: Y.Doc, words: string): void {
  doc.transact(() => {
    const block = new Y.XmlElement('paragraph');
    block.setAttribute('bid', crypto.randomUUID());
    block.insert(0, [new Y.XmlText(words)]);
    bodyOf(doc).push([block]);
  });
}

function runsOf(doc: Y.Doc): Y.XmlText[] {
  return bodyOf(doc)
    .toArray()
    .flatMap((block) => (block instanceof Y.XmlElement ? block.toArray() : []))
    .filter((child) => child instanceof Y.XmlText);
}
