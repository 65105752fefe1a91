/** Memory that two threads share: which frame is being fired. It can still be read when the one who fires hangs. */

const head = 3;
const mostBytes = 64 * 1024;

export class Notice {
  static memory(): SharedArrayBuffer {
    return new SharedArrayBuffer(4 * head + mostBytes);
  }

  readonly #head: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(memory: SharedArrayBuffer) {
    this.#head = new Int32Array(memory, 0, head);
    this.#bytes = new Uint8Array(memory, 4 * head);
  }

  /** How many were fired so far. */
  get count(): number {
    return Atomics.load(this.#head, 0);
  }

  get seed(): number {
    return Atomics.load(this.#head, 1);
  }

  /** The frame, or its beginning. */
  get hex(): string {
    return Buffer.from(this.#bytes.slice(0, Atomics.load(this.#head, 2))).toString('hex');
  }

  fires(seed: number, frame: Uint8Array): void {
    const beginning = frame.subarray(0, mostBytes);
    this.#bytes.set(beginning);
    Atomics.store(this.#head, 2, beginning.length);
    Atomics.store(this.#head, 1, seed);
    Atomics.add(this.#head, 0, 1);
  }
}
