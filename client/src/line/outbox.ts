/**
 * Station 2 of 7, the outbox: an update is kept on this device until the server has acknowledged it. Next:
 * shared/src/wire/frames.ts. With the text it keeps the number of edits that are not acknowledged: so that offline work
 * survives a reload, and the screen does not forget to say so.
 */
import * as random from 'lib0/random';
import type * as Y from 'yjs';
import * as z from 'zod/mini';

import type { Device } from './device.ts';
import type { KeptDocument, Owner } from './kept-document.ts';
import { keepDocument } from './kept-document.ts';

export interface Outbox extends KeptDocument {
  /** Edits of earlier visits, and of other tabs, that nobody has seen acknowledged. */
  readonly leftOver: number;
  /** Keeps how many edits are unsent now, and in which blocks. */
  count(unsent: number, blocks: readonly string[]): void;
  /** Whether all that is unsent is on this device's disk: leaving the page loses nothing. */
  isKept(): boolean;
}

/** What one visit has not seen acknowledged. */
const Unsent = z.object({ edits: z.number(), blocks: z.array(z.string()) });

const unsentKey = ({ account, draft }: Owner) => [account, draft, 'unsent'];

/** @returns how many edits of a draft's text wait on this device; of all drafts where only the account is given. */
export async function unsentOn(device: Device, owner: Owner): Promise<number> {
  return sum((await device.list(unsentKey(owner))).map(({ value }) => value));
}

/** @returns the blocks of a draft's text in which those edits were made. */
export async function unsentBlocksOn(device: Device, owner: Owner): Promise<string[]> {
  return blocksOf((await device.list(unsentKey(owner))).map(({ value }) => value));
}

/** Forgets the count: the edits were acknowledged or kept in another way. */
export async function forgetUnsent(device: Device, owner: Owner): Promise<void> {
  await device.clear(unsentKey(owner));
}

/** Reads the kept text into the document and keeps what is typed from now on. */
export async function openOutbox(
  device: Device,
  owner: Owner,
  epoch: number,
  doc: Y.Doc,
): Promise<Outbox> {
  // What was deleted here and nobody else knows of yet is remembered until it has met with what others wrote there meanwhile:
  // `text-sync.ts` ends that.
  if ((await unsentOn(device, owner)) > 0) doc.gc = false;
  const document = await keepDocument(device, owner, 'text', epoch, doc);
  // This visit answers for what earlier ones left: it has their edits and will send them. A tab that is still open writes its
  // own count again with its next edit, so that the sum may be too high for a while and is never too low.
  const mine = [...unsentKey(owner), random.uuidv4()];
  const others = await device.list(unsentKey(owner));
  const leftOver = sum(others.map(({ value }) => value));
  const leftBlocks = blocksOf(others.map(({ value }) => value));
  let wanted = { edits: leftOver, blocks: leftBlocks };
  let kept: typeof wanted | null = null;
  let isWriting = false;

  async function write(): Promise<void> {
    isWriting = true;
    try {
      while (kept !== wanted) {
        const unsent = wanted;
        if (unsent.edits === 0) await device.remove(mine);
        else await device.put(mine, unsent);
        kept = unsent;
      }
    } catch {
      // Not on disk: `isKept` stays false and the page warns before it is left.
      kept = null;
    }
    isWriting = false;
  }

  await write();
  for (const { key } of others) await device.remove(key);
  return {
    ...document,
    leftOver,
    count(edits, blocks) {
      wanted = { edits, blocks: edits === 0 ? [] : [...new Set([...leftBlocks, ...blocks])] };
      if (!isWriting) void write();
    },
    isKept: () =>
      wanted.edits === 0 || (document.lasts() && kept !== null && kept.edits >= wanted.edits),
  };
}

function sum(kept: readonly unknown[]): number {
  return kept.reduce<number>((all, value) => all + (Unsent.safeParse(value).data?.edits ?? 0), 0);
}

function blocksOf(kept: readonly unknown[]): string[] {
  return [...new Set(kept.flatMap((value) => Unsent.safeParse(value).data?.blocks ?? []))];
}
