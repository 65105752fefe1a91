/**
 * Words that were typed here and will not reach the text as they were typed: refused by the server, or written on an epoch or in
 * a role that is past. They are kept on this device until the person has proposed or dismissed them. `set-aside.ts` finds the latter.
 */
import { bodyOf } from '@gloss/shared/text/body';
import { Refusal } from '@gloss/shared/words/refusal';
import * as random from 'lib0/random';
import * as Y from 'yjs';
import * as z from 'zod/mini';

import { blockChanges } from './block-changes.ts';
import { blocksIn } from './blocks.ts';
import type { Device, Key } from './device.ts';
import type { Owner } from './kept-document.ts';
import type { UnsentChange } from './unsent-changes.ts';
import { changesBetween, looseChange, UnsentChange as Change } from './unsent-changes.ts';
import { wordsOnlyIn } from './words-only-in.ts';

/** A text that was set aside, with what is needed to tell which of its words are not the server's. */
const SetAside = z.object({
  state: z.instanceof(Uint8Array),
  epoch: z.number(),
  /** The blocks that this person wrote in since all was last acknowledged. */
  blocks: z.array(z.string()),
});
type SetAside = z.infer<typeof SetAside>;

const UnsentWords = z.object({
  /** The whole text as this device had it, until it could be compared with the server's. */
  text: z.nullable(SetAside),
  /** What of it the server does not have. */
  changes: z.array(Change),
  /** Absent where nothing was refused: the text started anew under it. */
  refusal: z.optional(Refusal),
});
export type UnsentWords = z.infer<typeof UnsentWords>;

/** Where one setting-aside is kept, so that words typed a moment later can join it. */
export type Shelf = string;

const wordsKey = ({ account, draft }: Owner) => [account, draft, 'words'];

/** @returns what is kept, oldest first or nearly so. */
export async function unsentWords(device: Device, owner: Owner): Promise<UnsentWords[]> {
  return (await read(device, owner)).map(({ kept }) => kept);
}

/** @returns how many changes are kept; a text that could not be compared yet counts as one. */
export async function countUnsentWords(device: Device, owner: Owner): Promise<number> {
  const all = await unsentWords(device, owner);
  return all.reduce((sum, { text, changes }) => sum + (text ? 1 : changes.length), 0);
}

/** The person has seen to one change, or to all of them. A refusal is seen to with the last of its changes. */
export async function dismissUnsentWords(
  device: Device,
  owner: Owner,
  change?: UnsentChange['id'],
): Promise<void> {
  for (const { key, kept } of await read(device, owner)) {
    // Nobody has seen yet what is in a text that was not compared.
    if (kept.text) continue;
    const changes = change === undefined ? [] : kept.changes.filter(({ id }) => id !== change);
    if (changes.length === kept.changes.length && change !== undefined) continue;
    if (changes.length === 0) await device.remove(key);
    else await device.put(key, { ...kept, changes });
  }
}

export function newShelf(): Shelf {
  return random.uuidv4();
}

/** Keeps the words of a document whose edits the server will not take. Rejects where the device cannot keep them. */
export async function keepWords(
  device: Device,
  owner: Owner,
  shelf: Shelf,
  text: { readonly doc: Y.Doc; readonly epoch: number; readonly blocks: readonly string[] },
  refusal?: Refusal,
): Promise<void> {
  const { doc, epoch, blocks } = text;
  const state = Y.encodeStateAsUpdate(doc).slice();
  const kept: UnsentWords = {
    text: { state, epoch, blocks: [...blocks] },
    changes: [],
    ...(refusal && { refusal }),
  };
  await device.put([...wordsKey(owner), shelf], kept);
}

/** Keeps changes that are words already. Rejects where the device cannot keep them. */
export async function keepChanges(
  device: Device,
  owner: Owner,
  changes: readonly UnsentChange[],
): Promise<void> {
  const kept: UnsentWords = { text: null, changes: [...changes] };
  await device.put([...wordsKey(owner), newShelf()], kept);
}

/**
 * Works out, against the server's text, which words those are. Where none are left and nothing was refused, forgets them; so
 * it does with what stands in the text by now.
 */
export async function compareWords(
  device: Device,
  owner: Owner,
  server: { readonly doc: Y.Doc; readonly epoch: number },
): Promise<void> {
  const found = await read(device, owner);
  if (found.length === 0) return;
  const blocks = new Map(blocksIn(bodyOf(server.doc)).map(({ bid, words }) => [bid, words]));
  for (const { key, kept } of found) {
    const before = kept.text ? changesOf(kept.text, server) : kept.changes;
    const changes = before.filter((change) => !isInText(change, blocks));
    if (!kept.text && changes.length === kept.changes.length) continue;
    if (changes.length === 0 && (kept.refusal === undefined || !kept.text))
      await device.remove(key);
    else await device.put(key, { ...kept, text: null, changes });
  }
}

/** Whether a block reads by now as this person wrote it. */
function isInText({ is, bid, mine, blocks }: UnsentChange, texts: ReadonlyMap<string, string>) {
  return is === 'changed' && bid !== null && !blocks && texts.get(bid) === mine;
}

/** In the same epoch Yjs knows what is whose; in another one only the blocks that this person wrote in tell. */
function changesOf(
  { state, epoch, blocks }: SetAside,
  server: { readonly doc: Y.Doc; readonly epoch: number },
): UnsentChange[] {
  const mine = new Y.Doc();
  const theirs = blocksIn(bodyOf(server.doc));
  try {
    Y.applyUpdate(mine, state);
    if (epoch === server.epoch) Y.applyUpdate(mine, Y.encodeStateAsUpdate(server.doc));
    if (epoch === server.epoch) return blockChanges(bodyOf(server.doc), bodyOf(mine));
    return changesBetween(theirs, blocksIn(bodyOf(mine)), new Set(blocks));
  } catch {
    // A document that Yjs itself cannot merge: its words are kept all the same.
    const lines = (all: readonly { words: string }[]) => all.map(({ words }) => words).join('\n');
    const words = wordsOnlyIn(lines(blocksIn(bodyOf(mine))), lines(theirs));
    return words === '' ? [] : [looseChange(words)];
  } finally {
    mine.destroy();
  }
}

async function read(device: Device, owner: Owner): Promise<{ key: Key; kept: UnsentWords }[]> {
  return (await device.list(wordsKey(owner))).flatMap(({ key, value }) => {
    const kept = UnsentWords.safeParse(value);
    return kept.success ? [{ key, kept: kept.data }] : [];
  });
}
