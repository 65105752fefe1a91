/**
 * Many small byte arrays as one, for the way between threads. Posting a small view on a large buffer would clone the
 * whole buffer, and updates arrive as such views: so they are copied once, together, and the copy is handed over.
 */

export interface Pack {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each part ends in `bytes`; it begins where the one before it ends. */
  readonly ends: readonly number[];
}

/** @returns a pack that shares no memory with its parts; its buffer may be transferred. */
export function pack(parts: readonly Uint8Array[]): Pack {
  let end = 0;
  const ends = parts.map((part) => (end += part.byteLength));
  const bytes = new Uint8Array(end);
  parts.forEach((part, at) => bytes.set(part, ends[at - 1] ?? 0));
  return { bytes, ends };
}

/** @returns the parts, as views on the pack. */
export function unpack({ bytes, ends }: Pack): Uint8Array[] {
  return ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
}
