/**
 * Yjs updates written struct by struct, by someone who knows the format and the document. Each is nearly right: what
 * remains wrong is up to the dice. See yjs, `readClientsStructRefs` and `readItemContent`, for the layout (V1).
 */
import { blockTypes, schema } from '@gloss/shared/text/schema';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import { edge, noise, notANumber } from './bytes.ts';

/** What the writer knows of the document it writes for. */
export interface Sight {
  /** Its own client id and the clock it would go on from. */
  readonly client: number;
  readonly clock: number;
  /** Client ids of others, bound and in use. */
  readonly others: readonly number[];
  /** Ids of items that stand in the document. */
  readonly items: readonly Y.ID[];
  /** Those of them that are elements or texts. */
  readonly parts: readonly Y.ID[];
}

/** @returns what a document shows to someone who means to write in it as `client`. */
export function sightOf(doc: Y.Doc, client: number): Sight {
  const structs = [...doc.store.clients.values()].flat();
  const items = structs.filter((struct) => struct instanceof Y.Item);
  return {
    client,
    clock: Y.getState(doc.store, client),
    others: [...doc.store.clients.keys()].filter((other) => other !== client),
    items: items.map(({ id, length }) => new Y.ID(id.client, id.clock + length - 1)),
    parts: items.filter(({ content }) => content instanceof Y.ContentType).map(({ id }) => id),
  };
}

const gc = 0;
const refs = {
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  doc: 9,
};
const skip = 10;

/** @returns an update that is nearly right. */
export function builtUpdate(sight: Sight, chance: Dice): Uint8Array {
  return encoding.encode((encoder) => {
    const writer = new Writer(encoder, sight, chance);
    const sections = chance.oneOf([1, 1, 1, 1, 2, 2, 3]);
    encoding.writeVarUint(encoder, chance.upTo(30) ? sections : edge(chance));
    for (let left = sections; left > 0; left -= 1) writer.section();
    writer.deleteSet();
  });
}

class Writer {
  readonly #encoder: encoding.Encoder;
  readonly #sight: Sight;
  readonly #chance: Dice;
  /** Own items written so far in this update; those that are parts. */
  readonly #written: { id: Y.ID; isPart: boolean }[] = [];
  #clock: number;

  constructor(encoder: encoding.Encoder, sight: Sight, chance: Dice) {
    this.#encoder = encoder;
    this.#sight = sight;
    this.#chance = chance;
    this.#clock = sight.clock;
  }

  section(): void {
    const { client, others } = this.#sight;
    const chance = this.#chance;
    const isOwn = others.length === 0 || chance.upTo(7) > 0;
    const whose = isOwn ? client : chance.upTo(1) ? chance.oneOf(others) : edge(chance);
    const count = chance.oneOf([0, 1, 1, 2, 3, 5, 8]);
    const isFresh = chance.upTo(9) > 0;
    let clock = isFresh
      ? this.#clock
      : chance.oneOf([0, this.#sight.clock, this.#clock + 1, edge(chance)]);
    this.#number(chance.upTo(40) ? count : edge(chance));
    this.#number(whose);
    this.#number(clock);
    for (let left = count; left > 0; left -= 1) clock += this.#struct(whose, clock);
    if (whose === client && isFresh) this.#clock = clock;
  }

  deleteSet(): void {
    const { client, others } = this.#sight;
    const chance = this.#chance;
    const clients = chance.oneOf([0, 0, 0, 1, 1, 2]);
    this.#number(chance.upTo(40) ? clients : edge(chance));
    for (let left = clients; left > 0; left -= 1) {
      this.#number(chance.oneOf([client, ...others, ...others]));
      const ranges = chance.oneOf([0, 1, 1, 1, 3, 9]);
      this.#number(chance.upTo(40) ? ranges : edge(chance));
      for (let range = ranges; range > 0; range -= 1) {
        this.#number(chance.upTo(20) ? chance.upTo(60) : edge(chance));
        this.#number(chance.upTo(20) ? chance.upTo(12) : edge(chance));
      }
    }
  }

  /** @returns its length. */
  #struct(client: number, clock: number): number {
    const chance = this.#chance;
    const roll = chance.upTo(40);
    if (roll < 3) return this.#stretch(roll === 0 ? skip : gc);
    const content = this.#pickContent();
    const origin = chance.upTo(2) ? this.#someId() : null;
    const rightOrigin = chance.upTo(5) === 0 ? this.#someId() : null;
    const knowsParent = origin === null && rightOrigin === null;
    const sub = knowsParent && chance.upTo(2) === 0 ? this.#someKey() : null;
    const bits = (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0) | (sub === null ? 0 : 0x20);
    encoding.writeUint8(this.#encoder, content.ref | bits | (chance.upTo(60) ? 0 : 0x10));
    if (origin) this.#id(origin);
    if (rightOrigin) this.#id(rightOrigin);
    if (knowsParent) this.#parent();
    if (sub !== null) encoding.writeVarString(this.#encoder, sub);
    const length = content.write();
    this.#written.push({
      id: new Y.ID(client, clock + length - 1),
      isPart: content.ref === refs.type,
    });
    return length;
  }

  #stretch(kind: number): number {
    encoding.writeUint8(this.#encoder, kind);
    const length = this.#chance.upTo(3) ? this.#chance.upTo(5) : edge(this.#chance);
    this.#number(length);
    return length;
  }

  #pickContent(): { ref: number; write: () => number } {
    const chance = this.#chance;
    const kind = chance.oneOf([
      'type',
      'type',
      'type',
      'string',
      'string',
      'format',
      'any',
      'any',
      'odd',
    ] as const);
    if (kind === 'type') return { ref: refs.type, write: () => this.#type() };
    if (kind === 'string') return { ref: refs.string, write: () => this.#string() };
    if (kind === 'format') return { ref: refs.format, write: () => this.#format() };
    if (kind === 'any') return { ref: refs.any, write: () => this.#any() };
    const odd = chance.oneOf(['deleted', 'json', 'binary', 'embed', 'doc'] as const);
    return { ref: refs[odd], write: () => this.#odd(odd) };
  }

  #type(): number {
    const chance = this.#chance;
    const kind = chance.oneOf([3, 3, 3, 6, 6, 6, chance.upTo(9)]);
    this.#number(kind);
    if (kind === 3 || kind === 5)
      encoding.writeVarString(
        this.#encoder,
        chance.oneOf([...nodeNames, ...nodeNames, ...oddNames]),
      );
    return 1;
  }

  #string(): number {
    const chance = this.#chance;
    const words = chance.oneOf([
      'a',
      'words ',
      'é🏥',
      '\u{d83d}',
      '\u0000',
      '',
      'x'.repeat(500),
      '<b>',
    ]);
    // What lib0 reads of a lone half of a character is one replacement for it, of the same length.
    encoding.writeVarString(this.#encoder, words);
    return words.length;
  }

  #format(): number {
    const chance = this.#chance;
    encoding.writeVarString(this.#encoder, chance.oneOf([...markNames, ...markNames, ...oddNames]));
    encoding.writeVarString(
      this.#encoder,
      chance.oneOf(['{}', '{}', 'null', 'null', ...oddValues]),
    );
    return 1;
  }

  #any(): number {
    const chance = this.#chance;
    const count = chance.oneOf([1, 1, 1, 1, 0, 2]);
    this.#number(count);
    for (let left = count; left > 0; left -= 1)
      encoding.writeAny(this.#encoder, chance.oneOf(attributeValues) as never);
    return count;
  }

  #odd(kind: 'deleted' | 'json' | 'binary' | 'embed' | 'doc'): number {
    const chance = this.#chance;
    switch (kind) {
      case 'deleted': {
        const length = chance.upTo(3) ? 1 + chance.upTo(9) : edge(chance);
        this.#number(length);
        return length;
      }
      case 'json':
        this.#number(1);
        encoding.writeVarString(
          this.#encoder,
          chance.oneOf(['1', '"a"', 'undefined', '{', ...oddValues]),
        );
        return 1;
      case 'binary':
        encoding.writeVarUint8Array(this.#encoder, noise(chance, 20));
        return 1;
      case 'embed':
        encoding.writeVarString(this.#encoder, chance.oneOf(['{"image":"x"}', ...oddValues]));
        return 1;
      case 'doc':
        encoding.writeVarString(this.#encoder, 'a-document-within');
        encoding.writeAny(this.#encoder, { autoLoad: true });
        return 1;
    }
  }

  #parent(): void {
    const chance = this.#chance;
    const isNamed = chance.upTo(3) === 0;
    this.#number(isNamed ? 1 : chance.upTo(60) ? 0 : edge(chance));
    if (isNamed)
      encoding.writeVarString(this.#encoder, chance.oneOf(['body', 'body', 'body', ...oddNames]));
    else this.#id(this.#somePart());
  }

  #somePart(): Y.ID {
    const own = this.#written.filter(({ isPart }) => isPart).map(({ id }) => id);
    if (own.length > 0 && this.#chance.upTo(2)) return this.#chance.oneOf(own);
    return this.#sight.parts.length > 0 && this.#chance.upTo(12)
      ? this.#chance.oneOf(this.#sight.parts)
      : this.#someId();
  }

  #someId(): Y.ID {
    const chance = this.#chance;
    const roll = chance.upTo(20);
    if (roll === 0) return new Y.ID(this.#sight.client, this.#clock + chance.upTo(3));
    if (roll === 1) return new Y.ID(chance.oneOf([this.#sight.client, edge(chance)]), edge(chance));
    const own = this.#written.map(({ id }) => id);
    if (own.length > 0 && roll < 12) return chance.oneOf(own);
    return this.#sight.items.length > 0 ? chance.oneOf(this.#sight.items) : new Y.ID(0, 0);
  }

  #someKey(): string {
    return this.#chance.oneOf([...attributeNames, ...oddNames]);
  }

  #id({ client, clock }: Y.ID): void {
    this.#number(client);
    this.#number(Math.max(0, clock));
  }

  #number(value: number): void {
    if (this.#chance.upTo(500) === 0) encoding.writeUint8Array(this.#encoder, notANumber);
    else encoding.writeVarUint(this.#encoder, value);
  }
}

const nodeNames: readonly string[] = [...blockTypes, 'tableRow', 'tableCell', 'hardBreak'];
const markNames: readonly string[] = Object.keys(schema.marks);
const attributeNames: readonly string[] = [
  'bid',
  'level',
  'start',
  'href',
  'colspan',
  'colwidth',
  'align',
];
const oddNames: readonly string[] = [
  '',
  'doc',
  'text',
  'script',
  'codeBlock',
  '__proto__',
  'constructor',
  'toString',
  'onclick',
  'ychange',
  'link--12345678',
  'n'.repeat(2_000),
];
const oddValues: readonly string[] = [
  'true',
  '0',
  '""',
  '[]',
  '{"href":"javascript:alert(1)"}',
  '{"href":"https://example.org"}',
  '{"href":"https://example.org","onclick":"x"}',
  '{"__proto__":{"a":1}}',
  `${'['.repeat(300)}${']'.repeat(300)}`,
];
const attributeValues: readonly unknown[] = [
  'a-block',
  'b',
  1,
  2,
  3,
  '2',
  null,
  true,
  NaN,
  Infinity,
  -1,
  1e9,
  10n,
  [100],
  [[[[]]]],
  { a: 1 },
  'javascript:alert(1)',
  'x'.repeat(5_000),
  new Uint8Array(3),
];
