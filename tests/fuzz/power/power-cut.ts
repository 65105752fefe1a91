/**
 * The states in which a power cut may leave a disk. Assumed is no more than POSIX and hardware promise:
 *
 * - What an fsync of a file covered is there: the bytes and the size. Of what was written after it, every write is there,
 *   not there, or there in some of its sectors of 512 bytes, whatever its order; a file that grew may end in bytes that
 *   nobody wrote; one that was cut has its old size or the new one. A sector is written whole; bytes beside a write stay as
 *   they were.
 * - A name is durable once its folder was synced; the fsync of a file says nothing of its name. Before that, the changes of
 *   one name come in their order or not at all, and those of other names whenever they like. A rename gives the new name
 *   before it takes the old one away, so that its target is the old file or the new one; in between, both names are one file.
 * - SQLite's `-shm` is memory: it may hold anything.
 */
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Dice } from '../../stage/dice.ts';
import { changed, contentOf } from './disk.ts';
import type { DataChange, Inode, NameChange, Span } from './disk.ts';

const sector = 512;

/** How much of what was not yet durable comes through: nothing, all, what came first, or anything. */
const moods = ['none', 'all', 'first', 'any', 'any', 'torn', 'torn'] as const;

/** A file's bytes, or a folder's names. */
export type Kept = Buffer | Map<string, Kept>;

/** Lays what is left of the disks of one trace, at one moment after the other. Files read anew where time runs back. */
export class PowerCut {
  readonly #durable = new Map<Inode, { at: number; applied: number; bytes: Buffer }>();
  readonly #chance: Dice;

  constructor(chance: Dice) {
    this.#chance = chance;
  }

  /** @returns one of the states in which a cut at this moment may leave the folder. */
  strike(root: Inode, moment: number): Map<string, Kept> {
    const came = this.#namesThatCame(root, moment);
    const bytes = new Map<Inode, Buffer>();
    const bytesOf = (inode: Inode): Buffer => {
      const known = bytes.get(inode) ?? this.#bytesOf(inode, moment);
      bytes.set(inode, known);
      return known;
    };
    return this.#kept(root, came, bytesOf);
  }

  #kept(
    folder: Inode,
    came: ReadonlySet<NameChange>,
    bytesOf: (inode: Inode) => Buffer,
  ): Map<string, Kept> {
    const kept = new Map<string, Kept>();
    for (const [name, inode] of namesOf(folder, came)) {
      if (inode.is === 'folder') kept.set(name, this.#kept(inode, came, bytesOf));
      else if (name.endsWith('-shm')) kept.set(name, this.#garbage(32_768));
      else kept.set(name, bytesOf(inode));
    }
    return kept;
  }

  /** For each name of each folder, how far its own changes came. */
  #namesThatCame(root: Inode, moment: number): Set<NameChange> {
    const came = new Set<NameChange>();
    const earlier = new Map<NameChange, readonly NameChange[]>();
    for (const { names, syncs } of foldersUnder(root)) {
      const durable = durableAt(syncs, moment);
      const mood = this.#chance.oneOf(moods);
      const happened = names.filter(({ begin }) => begin < moment);
      for (const own of Map.groupBy(happened, ({ name }) => name).values()) {
        const safe = own.filter(({ end }) => end < durable).length;
        const more = own.length - safe;
        const some = mood === 'none' ? 0 : mood === 'all' ? more : this.#chance.upTo(more);
        for (const change of own.slice(0, safe + some)) came.add(change);
        for (const [at, change] of own.entries()) earlier.set(change, own.slice(0, at + 1));
      }
    }
    // Where a rename has taken its old name away it has given the new one, in whichever folder that is.
    for (const { after } of came)
      for (const needed of (after && earlier.get(after)) ?? []) came.add(needed);
    return came;
  }

  #bytesOf(inode: Inode, moment: number): Buffer {
    const durable = durableAt(inode.syncs, moment);
    const { bytes, applied } = this.#durableBytes(inode, durable);
    const pending = inode.changes.slice(applied).filter(({ begin }) => begin < moment);
    return this.#withSomeOf(bytes, pending, durable);
  }

  /** What was synced up to then, kept between two cuts: a trace is looked at from its beginning to its end. */
  #durableBytes(inode: Inode, durable: number): { bytes: Buffer; applied: number } {
    let known = this.#durable.get(inode);
    if (known === undefined || known.at > durable)
      known = { at: 0, applied: 0, bytes: Buffer.alloc(0) };
    let { applied, bytes } = known;
    for (; applied < inode.changes.length; applied += 1) {
      const change = inode.changes[applied];
      if (change === undefined || change.end >= durable) break;
      bytes = changed(bytes, change);
    }
    this.#durable.set(inode, { at: durable, applied, bytes });
    return { bytes, applied };
  }

  #withSomeOf(durableBytes: Buffer, pending: readonly DataChange[], durable: number): Buffer {
    let bytes: Buffer = Buffer.from(durableBytes);
    let longest = bytes.length;
    const mood = this.#chance.oneOf(moods);
    const first = this.#chance.upTo(pending.length);
    pending.forEach((change, at) => {
      const before = bytes;
      if (change.is === 'write') longest = Math.max(longest, change.at + change.bytes.length);
      const isSafe = change.end < durable;
      if (isSafe || mood === 'all' || (mood === 'first' && at < first)) {
        bytes = changed(bytes, change);
      } else if (mood === 'torn' && change.is === 'write') {
        for (const part of this.#someSectorsOf(change)) bytes = changed(bytes, part);
      } else if (mood === 'any' && this.#chance.upTo(1) === 0) {
        bytes = changed(bytes, change);
      }
      // A file that was cut to a size has that size, and nothing of what lay behind.
      if (change.is === 'size' && bytes !== before) longest = change.size;
    });
    // The size may be on disk although the bytes are not.
    const isLonger = mood !== 'none' && longest > bytes.length && this.#chance.upTo(2) === 0;
    if (!isLonger) return bytes;
    const end = bytes.length + this.#chance.upTo(longest - bytes.length);
    return Buffer.concat([bytes, this.#garbage(end - bytes.length)]);
  }

  #someSectorsOf(change: DataChange & { is: 'write' }): DataChange[] {
    const parts: DataChange[] = [];
    const { at, bytes, begin, end } = change;
    const share = this.#chance.upTo(4);
    for (let from = at; from < at + bytes.length;) {
      const to = Math.min(at + bytes.length, (Math.floor(from / sector) + 1) * sector);
      if (this.#chance.upTo(4) >= share)
        parts.push({
          is: 'write',
          at: from,
          bytes: bytes.subarray(from - at, to - at),
          begin,
          end,
        });
      from = to;
    }
    return parts;
  }

  /** Zeros, or what lay there before. */
  #garbage(length: number): Buffer {
    return Buffer.alloc(length, this.#chance.oneOf([0, 0, 0xff, 0x5a]));
  }
}

/** @returns the folder with all that was ever done to it, as if the power had stayed. */
export function everythingIn(folder: Inode): Map<string, Kept> {
  const kept = new Map<string, Kept>();
  for (const { name, to } of folder.names) {
    if (to === null) kept.delete(name);
    else if (to.is === 'folder') kept.set(name, everythingIn(to));
    else kept.set(name, contentOf(to));
  }
  return kept;
}

/** Writes what was kept into an existing, empty folder. The same bytes under two names are one file. */
export function lay(
  kept: ReadonlyMap<string, Kept>,
  folder: string,
  laid = new Map<Buffer, string>(),
): void {
  for (const [name, inode] of kept) {
    const path = join(folder, name);
    if (inode instanceof Map) {
      mkdirSync(path);
      lay(inode, path, laid);
      continue;
    }
    const there = laid.get(inode);
    if (there === undefined) writeFileSync(path, inode);
    else linkSync(there, path);
    laid.set(inode, path);
  }
}

/** @returns the moment before which everything was durable: the beginning of the last sync that had ended. */
function durableAt(syncs: readonly Span[], moment: number): number {
  return syncs.reduce((at, { begin, end }) => (end < moment ? Math.max(at, begin) : at), 0);
}

/** @returns a folder and all that were ever made in it. */
function foldersUnder(folder: Inode): Set<Inode> {
  const found = new Set([folder]);
  for (const { names } of found) for (const { to } of names) if (to?.is === 'folder') found.add(to);
  return found;
}

function namesOf(folder: Inode, came: ReadonlySet<NameChange>): Map<string, Inode> {
  const kept = new Map<string, Inode>();
  for (const change of folder.names.filter((each) => came.has(each))) {
    if (change.to) kept.set(change.name, change.to);
    else kept.delete(change.name);
  }
  return kept;
}
