/** What is fired at the gate: every kind of frame, each from the dice and from what the attacker sees of the document. */
import { message, writeStep1, writeUpdate } from '@gloss/shared/wire/frames';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import { Typist } from '../schedules/typist.ts';
import { builtUpdate, sightOf } from './built-updates.ts';
import { awarenessFrame, edges, grammarFrame, noise, stateVector } from './bytes.ts';
import { mutated } from './mutations.ts';
import { oddEdit } from './odd-edits.ts';
import { traced } from './traces.ts';

export type Kind =
  | 'good'
  | 'noise'
  | 'grammar'
  | 'mutated'
  | 'mutated frame'
  | 'built'
  | 'built and mutated'
  | 'odd edit'
  | 'awareness'
  | 'question'
  | 'text frame';

export interface Shot {
  readonly kind: Kind;
  readonly frame: Uint8Array;
  readonly isBinary: boolean;
}

/** Kind → how often, among all. */
const shares: readonly (readonly [Kind, number])[] = [
  ['good', 4],
  ['noise', 4],
  ['grammar', 6],
  ['mutated', 26],
  ['mutated frame', 6],
  ['built', 24],
  ['built and mutated', 6],
  ['odd edit', 14],
  ['awareness', 5],
  ['question', 4],
  ['text frame', 1],
];
const bag = shares.flatMap(([kind, share]) => Array.from({ length: share }, () => kind));

/** So many shots are made from one look at the document. */
const shotsPerLook = 40;

export class Arsenal {
  readonly #chance: Dice;
  #client = 1;
  /** A replica as the document was at the last look. */
  #seen = new Y.Doc();
  #good: readonly Uint8Array[] = [];
  #shots = 0;

  constructor(chance: Dice) {
    this.#chance = chance;
  }

  /** @param doc the document under fire; only read. */
  next(doc: Y.Doc): Shot {
    if (this.#shots % shotsPerLook === 0) this.#look(doc);
    this.#shots += 1;
    const kind = this.#chance.oneOf(bag);
    return { kind, frame: this.#made(kind, doc), isBinary: kind !== 'text frame' };
  }

  #look(doc: Y.Doc): void {
    const chance = this.#chance;
    this.#client = chance.upTo(3) ? 1 + chance.upTo(2 ** 32 - 2) : this.#client;
    if (chance.upTo(15) === 0) this.#client = chance.oneOf(edges);
    this.#seen.destroy();
    this.#seen = this.#replica(doc);
    this.#good = [...this.#typed(), ...traced(this.#replica(doc), chance)];
  }

  #replica(doc: Y.Doc): Y.Doc {
    const replica = new Y.Doc();
    Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
    replica.clientID = this.#client;
    return replica;
  }

  /** Good edits, one after the other, by someone at an editor. */
  #typed(): Uint8Array[] {
    const replica = this.#replica(this.#seen);
    const updates = heard(replica);
    const typist = new Typist(replica, { chance: this.#chance });
    for (let edits = 0; edits < 8; edits += 1) typist.edits();
    typist.stop();
    replica.destroy();
    return updates.length > 0 ? updates : [Uint8Array.of(0, 0)];
  }

  #made(kind: Kind, doc: Y.Doc): Uint8Array {
    const chance = this.#chance;
    switch (kind) {
      case 'good':
        return this.#asFrame(chance.oneOf(this.#good));
      case 'noise':
        return noise(chance, chance.oneOf([8, 40, 400]));
      case 'grammar':
        return grammarFrame(chance);
      case 'mutated':
        return this.#asFrame(mutated(chance.oneOf(this.#good), this.#good, chance));
      case 'mutated frame':
        return mutated(writeUpdate(chance.oneOf(this.#good)), this.#good, chance);
      case 'built':
        return this.#asFrame(builtUpdate(sightOf(doc, this.#client), chance));
      case 'built and mutated':
        return this.#asFrame(
          mutated(builtUpdate(sightOf(doc, this.#client), chance), this.#good, chance),
        );
      case 'odd edit':
        return this.#asFrame(this.#oddEdit(doc));
      case 'awareness':
        return awarenessFrame(chance, this.#client, [...doc.store.clients.keys()]);
      case 'question':
        return writeStep1(stateVector(chance, [this.#client, ...doc.store.clients.keys()]));
      case 'text frame':
        return writeUpdate(chance.oneOf(this.#good));
    }
  }

  /** Now and then as the answer to a question that nobody asked. */
  #asFrame(update: Uint8Array): Uint8Array {
    const frame = writeUpdate(update);
    if (this.#chance.upTo(9) === 0 && frame[0] === message.sync) frame[1] = 1;
    return frame;
  }

  #oddEdit(doc: Y.Doc): Uint8Array {
    const replica = this.#replica(doc);
    const updates = heard(replica);
    oddEdit(replica, this.#chance);
    replica.destroy();
    return updates.length > 0 ? Y.mergeUpdates(updates) : Uint8Array.of(0, 0);
  }
}

function heard(doc: Y.Doc): Uint8Array[] {
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  return updates;
}
