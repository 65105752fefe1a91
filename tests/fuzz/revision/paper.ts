/** A real paper as its authors had it at two moments of writing it, key by key: they rewrote, moved and cut on the way. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import type { JSONContent } from '@gloss/shared/text/content';
import { block, paragraph } from '@gloss/shared/text/fixture';

/** It lies beside the project where it is developed; a newcomer's clone has none. */
const trace = new URL(
  '../../../../shared/corpora/editing-traces/automerge-paper.json.gz',
  import.meta.url,
);
export const isThere = existsSync(trace);

interface Trace {
  /** Every key: where it was, how many characters it took out, and which it put in. */
  readonly txns: readonly { readonly patches: readonly [number, number, string][] }[];
}

/** @param share of all keys, 0 to 1. @returns the paper after so many of them; a paragraph for each line of prose. */
export function paperAt(share: number): JSONContent {
  const { txns } = JSON.parse(gunzipSync(readFileSync(trace)).toString()) as Trace;
  let text = '';
  for (const { patches } of txns.slice(0, Math.floor(txns.length * share)))
    for (const [at, taken, put] of patches) text = text.slice(0, at) + put + text.slice(at + taken);
  const lines = text.split('\n').filter(isProse);
  return block('doc', ...lines.map((line) => paragraph(line)));
}

/** Formulas and commands of the typesetter are no sentences: nobody talks about them in a strategy. */
function isProse(line: string): boolean {
  return line.length >= 40 && (line.match(/[\p{L}\s,.]/gu)?.length ?? 0) > line.length * 0.9;
}
