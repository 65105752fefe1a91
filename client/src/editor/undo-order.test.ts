import { dice } from '@gloss/shared/text/fixture';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import './undo-order.ts';

/** Somebody types, marks, deletes, carries words elsewhere and undoes; a server tidies away the marks that show no more. */
class Alone {
  readonly doc = new Y.Doc();
  readonly server = new Y.Doc();
  readonly outOfOrder: Y.ID[] = [];
  readonly #body: Y.XmlFragment;
  readonly #undo: Y.UndoManager;
  readonly #chance: (limit: number) => number;
  #sent: Uint8Array[] = [];
  #told: Uint8Array[] = [];

  constructor(seed: number) {
    this.#chance = dice(seed);
    this.doc.clientID = seed;
    this.server.clientID = 1_000_000 + seed;
    this.#body = this.doc.getXmlFragment('body');
    this.server.getXmlFragment('body').insert(0, [new Y.XmlText('One two bold some end.')]);
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(this.server));
    this.#undo = new Y.UndoManager(this.#body, { captureTimeout: 0 });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this.server) this.#sent.push(update);
    });
    this.server.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this.doc) this.#told.push(update);
    });
  }

  acts(): void {
    const chance = this.#chance;
    const text = this.#body.get(chance(this.#body.length)) as Y.XmlText;
    const at = chance(text.length + 1);
    const count = Math.min(1 + chance(4), text.length - at);
    const roll = chance(7);
    if (roll === 0) this.#undo.undo();
    else if (roll === 1) this.#undo.redo();
    else if (roll === 2 && count > 0) text.delete(at, count);
    else if (roll === 3 && count > 0) text.format(at, count, { bold: chance(2) ? {} : null });
    else if (roll === 4) this.#rebuilds(text);
    else text.insert(at, 'hey');
    this.#syncs();
  }

  /** As an editor does where a paragraph becomes a heading: the words are deleted, and stand in a new one. */
  #rebuilds(text: Y.XmlText): void {
    const delta = text.toDelta() as unknown[];
    const place = this.#body.toArray().indexOf(text);
    this.doc.transact(() => {
      this.#body.delete(place, 1);
      const copy = new Y.XmlText();
      this.#body.insert(place, [copy]);
      copy.applyDelta(delta);
    });
  }

  #syncs(): void {
    for (const update of this.#sent.splice(0)) {
      this.outOfOrder.push(...outOfOrder(update, this.doc));
      Y.applyUpdate(this.server, update, this.doc);
    }
    for (const update of this.#told.splice(0)) Y.applyUpdate(this.doc, update, this.server);
  }
}

/** @returns the parts of an update that are to stand before what stands before them in this text. */
function outOfOrder(update: Uint8Array, { store }: Y.Doc): Y.ID[] {
  const standing = ({ client, clock }: Y.ID) => {
    const structs = store.clients.get(client) ?? [];
    return structs[Y.findIndexSS(structs, clock)];
  };
  const isAfter = (one: unknown, other: unknown) => {
    for (let at = one instanceof Y.Item ? one.right : null; at; at = at.right)
      if (at === other) return true;
    return false;
  };
  return Y.decodeUpdate(update).structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item) || !struct.origin || !struct.rightOrigin) return [];
    const { id, origin, rightOrigin } = struct;
    const [one, other] = [standing(origin), standing(rightOrigin)];
    const isInOne = one === other && origin.clock < rightOrigin.clock;
    return isInOne || isAfter(one, other) || !(one instanceof Y.Item) ? [] : [id];
  });
}

test('what undo brings back stands behind one part and before a later one', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const alone = new Alone(seed);
    for (let acts = 0; acts < 40; acts += 1) alone.acts();
    expect(alone.outOfOrder, `seed ${seed}`).toEqual([]);
    const text = ({ doc }: { doc: Y.Doc }) => doc.getXmlFragment('body').toJSON();
    expect(text({ doc: alone.server }), `seed ${seed}`).toBe(text(alone));
  }
});
