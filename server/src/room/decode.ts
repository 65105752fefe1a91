/** Reads the bytes of an update as far as they may be those of a text, and no further: what is wrong with them ends it at once. */
import { updateParts } from '@gloss/shared/wire/limits';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

import type { Decoded } from './pieces.ts';

/**
 * V1 only: a merge of untrusted V2 bytes can hang for ever (evidence on reliability, finding 7).
 *
 * @param mayBeLong whether it comes from our own code, so that its parts need not be counted.
 */
export function decode(update: Uint8Array, mayBeLong: boolean): Ruling<Decoded> {
  try {
    return grant(mayBeLong ? Y.decodeUpdate(update) : Y.decodeUpdateV2(update, CountingDecoder));
  } catch (error) {
    if (error instanceof TooManyParts) return refuse('too-large', tooManyPartsSentence);
    return refuse(error instanceof NoPartOfText ? 'update-invalid' : 'update-undecodable');
  }
}

class TooManyParts extends Error {}
class NoPartOfText extends Error {}

/** The low five bits of a struct's first byte say what it is (Yjs, `contentRefs`): JSON, binary, embedded, a document. */
const foreignKinds: ReadonlySet<number> = new Set([2, 3, 5, 9]);
const kindBits = 0b11111;

/** The first byte of a value (lib0, `writeAny`): bytes, a list, an object. */
const [bytesMark, listMark, objectMark] = [116, 117, 118];

/** No mark is longer, as JSON; and each takes as long to read as so many other parts. */
const [markLength, partsOfMark] = [16_384, 3];

/**
 * Four megabytes may hold two million parts, and reading them takes a second: it ends at the first that is too many, and at the
 * first that no text holds. The values of attributes are plain ones, or a list of such.
 */
class CountingDecoder extends Y.UpdateDecoderV1 {
  #parts = updateParts;
  /** A part may hold many; one is usual. */
  #values = updateParts;

  override readInfo(): number {
    this.#countPart();
    const info = super.readInfo();
    if (foreignKinds.has(info & kindBits)) throw new NoPartOfText();
    return info;
  }

  override readDsLen(): number {
    this.#countPart();
    return super.readDsLen();
  }

  /** What a mark is: an address, or nothing. Parsing costs more than reading. */
  override readJSON(): unknown {
    for (let parts = partsOfMark; parts > 1; parts -= 1) this.#countPart();
    const json = this.readString();
    if (json.length > markLength) throw new NoPartOfText();
    return JSON.parse(json);
  }

  override readAny(): unknown {
    if (this.#mark !== listMark) return this.#readPlain();
    decoding.readUint8(this.restDecoder);
    const length = decoding.readVarUint(this.restDecoder);
    // Before room is made for them. Each is counted when it is read.
    if (length > this.#values) throw new TooManyParts();
    return Array.from({ length }, () => this.#readPlain());
  }

  #readPlain(): unknown {
    const mark = this.#mark;
    if (mark === bytesMark || mark === listMark || mark === objectMark) throw new NoPartOfText();
    this.#values -= 1;
    if (this.#values < 0) throw new TooManyParts();
    return super.readAny();
  }

  get #mark(): number | undefined {
    return this.restDecoder.arr[this.restDecoder.pos];
  }

  #countPart(): void {
    this.#parts -= 1;
    if (this.#parts < 0) throw new TooManyParts();
  }
}

const tooManyPartsSentence =
  'These are more changes than a draft takes at once. Nothing was added. Send them in several updates, in the order in which they were made.';
