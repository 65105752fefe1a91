/**
 * Words that were typed here and will not reach the text as they were typed: refused by the server, or written on an epoch or in
 * a role that is past. They are kept as plain words until the person has copied, proposed or dismissed them. `set-aside.ts` finds the latter.
 */
import { bodyOf } from '@gloss/shared/text/body';
import { contentOf } from '@gloss/shared/text/content';
import { toPlain } from '@gloss/shared/text/plain';
import { Refusal } from '@gloss/shared/words/refusal';
import * as random from 'lib0/random';
import * as Y from 'yjs';
import * as z from 'zod/mini';

import type { Device } from './device.ts';
import type { Owner } from './kept-document.ts';
import { wordsOnlyIn } from './words-only-in.ts';

const UnsentWords = z.object({
  /** The whole text as this device had it, until it could be compared with the server's. */
  device: z.nullable(z.string()),
  /** What of it the server does not have. */
  words: z.string(),
  /** Absent where nothing was refused: the text started anew under it. */
  refusal: z.optional(Refusal),
});
export type UnsentWords = z.infer<typeof UnsentWords>;

const wordsKey = ({ account, draft }: Owner) => [account, draft, 'words'];

/** @returns what is kept, oldest first or nearly so. */
export async function unsentWords(device: Device, owner: Owner): Promise<UnsentWords[]> {
  const listed = await device.list(wordsKey(owner));
  return listed.flatMap(({ value }) => {
    const kept = UnsentWords.safeParse(value);
    return kept.success ? [kept.data] : [];
  });
}

/** The person has seen to them. */
export async function dismissUnsentWords(device: Device, owner: Owner): Promise<void> {
  await device.clear(wordsKey(owner));
}

/** Keeps the words of a document whose edits the server will not take. Rejects where the device cannot keep them. */
export async function keepWords(
  device: Device,
  owner: Owner,
  doc: Y.Doc,
  refusal?: Refusal,
): Promise<void> {
  const kept: UnsentWords = { device: plainOf(doc), words: '', ...(refusal && { refusal }) };
  await device.put([...wordsKey(owner), random.uuidv4()], kept);
}

/** Works out, against the server's text, which words those are. Where none are left and nothing was refused, forgets them. */
export async function compareWords(device: Device, owner: Owner, server: Y.Doc): Promise<void> {
  for (const { key, value } of await device.list(wordsKey(owner))) {
    const kept = UnsentWords.safeParse(value);
    if (!kept.success || kept.data.device === null) continue;
    const words = wordsOnlyIn(kept.data.device, plainOf(server));
    if (words === '' && kept.data.refusal === undefined) await device.remove(key);
    else await device.put(key, { ...kept.data, device: null, words });
  }
}

function plainOf(doc: Y.Doc): string {
  return toPlain(contentOf(bodyOf(doc)));
}
