/**
 * Real typing, key by key, from the editing traces that stand beside the checkout of whoever has them. Without them there
 * are no such updates, and everything else goes on.
 */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { bodyOf } from '@gloss/shared/text/body';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';

const folder = new URL('../../../../shared/corpora/editing-traces/', import.meta.url);
const names = ['friendsforever.json.gz', 'automerge-paper.json.gz'] as const;

/** Where, how many characters fewer, and what instead. */
type Patch = readonly [at: number, deleted: number, inserted: string];

/** Whether the traces are there. */
export const hasTraces: boolean = names.every((name) => existsSync(new URL(name, folder)));

let read: readonly (readonly Patch[])[] | undefined;

/** @returns some keys of a real writer in a row, as updates of a new paragraph of this document; none without traces. */
export function traced(doc: Y.Doc, chance: Dice): Uint8Array[] {
  if (!hasTraces) return [];
  read ??= names.map(patchesOf);
  const patches = chance.oneOf(read);
  const from = chance.upTo(patches.length - 40);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = new Y.XmlText();
  doc.transact(() => {
    const block = new Y.XmlElement('paragraph');
    block.setAttribute('bid', `trace-${from}`);
    block.insert(0, [text]);
    text.insert(0, 'Here somebody really typed. '.repeat(4));
    bodyOf(doc).push([block]);
  });
  for (const [at, deleted, inserted] of patches.slice(from, from + 12)) {
    const place = at % (text.length + 1);
    doc.transact(() => {
      if (deleted > 0) text.delete(place, Math.min(deleted, text.length - place));
      if (inserted !== '') text.insert(place, inserted);
    });
  }
  doc.destroy();
  return updates;
}

function patchesOf(name: string): Patch[] {
  const trace = JSON.parse(gunzipSync(readFileSync(new URL(name, folder))).toString()) as {
    readonly txns: readonly { readonly patches: readonly Patch[] }[];
  };
  return trace.txns.flatMap(({ patches }) => patches);
}
