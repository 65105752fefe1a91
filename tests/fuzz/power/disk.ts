/**
 * What a traced program did to a disk, as inodes: each file with its writes, each folder with its names, and when which
 * of them was made durable. A call that would change the disk in a way this model does not know is an error.
 */
import { basename, dirname, resolve } from 'node:path';

import type { Call } from './trace.ts';
import { bytesIn, descriptorOf, foldersIn, numbersAfter } from './trace.ts';

/** Lines of the trace: it may reach the disk from `begin` on, and is complete at `end`. */
export interface Span {
  readonly begin: number;
  readonly end: number;
}

/** A change of a file's bytes, or of its size. */
export type DataChange = Span &
  (
    | { readonly is: 'write'; readonly at: number; readonly bytes: Buffer }
    | { readonly is: 'size'; readonly size: number }
  );

/** A name of a folder now stands for another inode, or for none. */
export interface NameChange extends Span {
  readonly name: string;
  readonly to: Inode | null;
  /** A rename takes its old name away only after it has given the new one. */
  readonly after?: NameChange;
}

export interface Inode {
  readonly is: 'file' | 'folder';
  readonly changes: DataChange[];
  readonly names: NameChange[];
  /** Each fsync or fdatasync of it. */
  readonly syncs: Span[];
}

/** A line the program printed: what it told the world. */
export interface Said extends Span {
  readonly words: string;
}

export interface Disk {
  /** The folder under which everything happened; it was there and empty before. */
  readonly root: Inode;
  readonly said: readonly Said[];
  /** The last line of the trace. */
  readonly end: number;
  /** The moments at which a power cut is worth a look: after each change, each fsync and each word said. */
  readonly moments: readonly number[];
}

/** @returns what the calls did beneath the folder at `rootPath`, which is absolute and real. */
export function diskOf(calls: readonly Call[], rootPath: string): Disk {
  const recorder = new Recorder(rootPath);
  for (const call of calls) recorder.take(call);
  return recorder.disk(calls.at(-1)?.end ?? 0);
}

class Recorder {
  readonly #rootPath: string;
  readonly #root = newInode('folder');
  readonly #said: Said[] = [];
  readonly #moments = new Set<number>();
  /** Path → inode, as the program sees it; not what is durable. */
  readonly #there = new Map<string, Inode>();
  readonly #open = new Map<number, Opened>();

  constructor(rootPath: string) {
    this.#rootPath = rootPath;
    this.#there.set(rootPath, this.#root);
  }

  disk(end: number): Disk {
    return { root: this.#root, said: this.#said, end, moments: [...this.#moments] };
  }

  take(call: Call): void {
    switch (call.name) {
      case 'open':
      case 'openat':
        return this.#opens(call);
      case 'write':
      case 'writev':
      case 'pwrite64':
      case 'pwritev':
        return this.#writes(call);
      case 'copy_file_range':
        return this.#copies(call);
      case 'ftruncate':
        return this.#resizes(call, numbersAfter(call).at(-1) ?? 0);
      case 'fsync':
      case 'fdatasync':
        return this.#syncs(call);
      case 'mkdir':
      case 'mkdirat':
        return this.#named(call, pathsIn(call).at(-1), newInode('folder'));
      case 'unlink':
      case 'unlinkat':
      case 'rmdir':
        return this.#named(call, pathsIn(call).at(-1), null);
      case 'rename':
      case 'renameat':
      case 'renameat2':
        return this.#renames(call);
      case 'link':
      case 'linkat':
        return this.#links(call);
      default:
        return this.#unknown(call);
    }
  }

  #opens(call: Call): void {
    const [path = ''] = pathsIn(call);
    this.#open.delete(call.result);
    if (!this.#isInside(path)) return;
    if (this.#there.get(path) === undefined) this.#named(call, path, newInode('file'));
    const inode = this.#inodeAt(path);
    if (call.args.includes('O_TRUNC')) this.#changes(call, inode, { is: 'size', size: 0 });
    this.#open.set(call.result, { inode, position: 0, appends: call.args.includes('O_APPEND') });
  }

  #writes(call: Call): void {
    if (descriptorOf(call) === 1) return this.#says(call);
    const file = this.#fileOf(call);
    if (!file) return;
    const bytes = Buffer.concat(bytesIn(call)).subarray(0, call.result);
    const isPlaced = call.name.startsWith('p');
    const at = isPlaced ? (numbersAfter(call).at(-1) ?? 0) : positionOf(file);
    if (!isPlaced) file.position = at + bytes.length;
    this.#changes(call, file.inode, { is: 'write', at, bytes });
  }

  /** Whole files only, as Node copies them; both lie beneath our folder. */
  #copies(call: Call): void {
    const [from = '', to = ''] = foldersIn(call);
    if (!this.#isInside(to)) return;
    const bytes = contentOf(this.#inodeAt(from));
    if (bytes.length !== call.result) throw new Error(`the model knows no copy of a part: ${from}`);
    if (bytes.length > 0)
      this.#changes(call, this.#inodeAt(to), { is: 'write', at: 0, bytes: Buffer.from(bytes) });
  }

  #says(call: Call): void {
    for (const words of Buffer.concat(bytesIn(call)).toString().trimEnd().split('\n'))
      this.#said.push({ ...spanOf(call), words });
    this.#moments.add(call.begin);
  }

  #resizes(call: Call, size: number): void {
    const file = this.#fileOf(call);
    if (file) this.#changes(call, file.inode, { is: 'size', size });
  }

  #changes(call: Call, inode: Inode, change: { is: 'size'; size: number } | Write): void {
    inode.changes.push({ ...spanOf(call), ...change });
    this.#moments.add(call.begin).add(call.end);
  }

  #syncs(call: Call): void {
    const file = this.#fileOf(call);
    file?.inode.syncs.push(spanOf(call));
    if (file) this.#moments.add(call.begin).add(call.end);
  }

  /** @returns the change, where it happened beneath our folder. */
  #named(call: Call, path = '', to: Inode | null, after?: NameChange): void {
    if (!this.#isInside(path)) return;
    const change = { ...spanOf(call), name: basename(path), to, ...(after && { after }) };
    this.#inodeAt(dirname(path)).names.push(change);
    if (to) this.#there.set(path, to);
    else this.#there.delete(path);
    this.#moments.add(call.begin).add(call.end);
  }

  #renames(call: Call): void {
    const [from = '', to = ''] = pathsIn(call);
    if (!this.#isInside(from) && !this.#isInside(to)) return;
    const inode = this.#inodeAt(from);
    // What lay in a folder has other paths from now on.
    const within = [...this.#there].filter(([path]) => path.startsWith(`${from}/`));
    this.#named(call, to, inode);
    this.#named(call, from, null, this.#inodeAt(dirname(to)).names.at(-1));
    for (const [path, each] of within) {
      this.#there.delete(path);
      this.#there.set(to + path.slice(from.length), each);
    }
  }

  #links(call: Call): void {
    const [from = '', to = ''] = pathsIn(call);
    if (this.#isInside(to)) this.#named(call, to, this.#inodeAt(from));
  }

  /** Whatever else touches our files would make the replay untrue. */
  #unknown(call: Call): void {
    const touched = [...pathsIn(call), ...foldersIn(call)].filter((path) => this.#isInside(path));
    if (touched.length > 0)
      throw new Error(`the model of the disk knows no ${call.name} (${touched.join(', ')})`);
  }

  /** A descriptor is used again for other things, such as sockets; what it stands for is in the call. */
  #fileOf(call: Call): Opened | undefined {
    const [path = ''] = foldersIn(call);
    if (!this.#isInside(path)) return undefined;
    const file = this.#open.get(descriptorOf(call));
    if (file === undefined || (this.#there.get(path) ?? file.inode) !== file.inode)
      throw new Error(`the trace has lost which file is meant by ${path} in a ${call.name}`);
    return file;
  }

  #inodeAt(path: string): Inode {
    const inode = this.#there.get(path);
    if (inode === undefined) throw new Error(`the trace uses ${path} before it is made`);
    return inode;
  }

  #isInside(path: string): boolean {
    return path === this.#rootPath || path.startsWith(`${this.#rootPath}/`);
  }
}

interface Opened {
  readonly inode: Inode;
  position: number;
  readonly appends: boolean;
}

type Write = { is: 'write'; at: number; bytes: Buffer };

function newInode(is: Inode['is']): Inode {
  return { is, changes: [], names: [], syncs: [] };
}

function spanOf({ begin, end }: Call): Span {
  return { begin, end };
}

function positionOf(file: Opened): number {
  return file.appends ? sizeOf(file.inode) : file.position;
}

function sizeOf({ changes }: Inode): number {
  return changes.reduce(
    (size, each) => (each.is === 'size' ? each.size : Math.max(size, each.at + each.bytes.length)),
    0,
  );
}

/** @returns the bytes of a file after all that was done to it. */
export function contentOf({ changes }: Inode): Buffer {
  return changes.reduce(changed, Buffer.alloc(0));
}

/** @returns the bytes with this change; they may be the same buffer, written to. */
export function changed(bytes: Buffer, change: DataChange): Buffer {
  if (change.is === 'size') return resized(bytes, change.size);
  const end = change.at + change.bytes.length;
  const long = end > bytes.length ? resized(bytes, end) : bytes;
  change.bytes.copy(long, change.at);
  return long;
}

/** Zeros where it grows. */
function resized(bytes: Buffer, size: number): Buffer {
  if (size <= bytes.length) return Buffer.from(bytes.subarray(0, size));
  return Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]);
}

/** @returns the absolute paths of a call; a relative one stands behind the folder it is meant in. */
function pathsIn(call: Call): string[] {
  const folders = foldersIn(call);
  return bytesIn(call).map((bytes, at) => resolve(folders[at] ?? '/', bytes.toString()));
}
