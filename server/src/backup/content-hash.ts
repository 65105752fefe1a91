/** One line of hex that is the same for the same content, and for no other: so that a restored document can be compared. */
import { createHash } from 'node:crypto';

import type * as Y from 'yjs';

import { contentOf } from '../journal/same-content.ts';

/** @returns the SHA-256 of what a document reads, as JSON whose keys stand in order. */
export function contentHash(doc: Y.Doc): string {
  return createHash('sha256')
    .update(canonical(contentOf(doc)))
    .digest('hex');
}

function canonical(roots: ReadonlyMap<string, unknown>): string {
  return JSON.stringify(Object.fromEntries(roots), (_key, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(byKey)) : value,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** By code units, not by the language of this machine. */
function byKey([one]: [string, unknown], [other]: [string, unknown]): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
