/** A backup as a file: a plain tar with the manifest first and a seal last. Any tar program opens it. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

import { extract, pack } from 'tar-stream';
import type { Header } from 'tar-stream';

import type { Progress } from './check-drafts.ts';
import { reasonOf } from './finding.ts';
import { Manifest, manifestName, storedFiles } from './manifest.ts';
import type { StoredFile } from './manifest.ts';
import { sealBytes, sealName, sealOf, sumOf } from './seal.ts';

/** A file as it comes out of a tar; tar-stream's own types do not say that its streams can be iterated. */
interface Entry extends AsyncIterable<Buffer> {
  readonly header: Header;
  resume(): void;
}

/** No manifest is larger: some 400,000 documents. */
const manifestLimit = 64 * 1024 * 1024;

/** Writes the manifest and the files of a folder into a new file, sealed and on disk. @param path must not exist yet. */
export async function writeArchive(
  path: string,
  folder: string,
  manifest: Manifest,
  told: Progress,
) {
  const tar = pack();
  const written = pipeline(tar, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  // Where writing fails, the tar is closed under the hands of whoever fills it.
  await Promise.all([written, fill(tar, folder, manifest, told).catch(() => written)]);
  const { size } = await stat(path);
  // The tar ends with two empty blocks; the seal comes in their place and brings its own.
  const body = size - 1024;
  const seal = await sealOf(await sumOf(path, body));
  const file = await open(path, 'r+');
  try {
    await file.write(seal, 0, seal.length, body);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function fill(
  tar: ReturnType<typeof pack>,
  folder: string,
  manifest: Manifest,
  told: Progress,
) {
  const mtime = new Date(manifest.madeAt);
  const header = (name: string, size: number) => ({ name, size, mode: 0o600, mtime });
  const words = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  tar.entry(header(manifestName, words.length), words);
  const total = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const { name, bytes } of manifest.files) {
    const source = Readable.from(counted(createReadStream(join(folder, name))));
    await pipeline(source, tar.entry(header(name, bytes)));
  }
  tar.finalize();

  async function* counted(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      done += chunk.length;
      told(done, total);
      yield chunk;
    }
  }
}

/** The folder into which a backup is unpacked failed. That says nothing about the backup. */
export class UnpackError extends Error {
  override readonly name = 'UnpackError';
  /** As the system calls what happened, where it has a name for it. */
  readonly code: string | undefined;
  /** What the system said, as the end of a sentence. */
  readonly said: string;

  constructor(folder: string, cause: unknown) {
    const said = reasonOf(cause);
    super(`The backup could not be unpacked into ${folder}, and nothing was changed: ${said}`, {
      cause,
    });
    this.code = (cause as NodeJS.ErrnoException).code;
    this.said = said;
  }
}

/** What a backup file holds, as far as it could be read. */
export interface Unpacked {
  /** Absent where there is none that can be read. */
  readonly manifest: Manifest | undefined;
  /** One sentence for each thing that is not as it was written. */
  readonly problems: string[];
}

/**
 * Compares every byte of a backup with its seal and every file with the manifest. Rejects with an `UnpackError` where a file
 * cannot be put into its place. @param into where files are put.
 */
export async function readArchive(
  path: string,
  into: string | null,
  told: Progress,
): Promise<Unpacked> {
  const problems: string[] = [];
  if (!(await isSealed(path, told)))
    problems.push('It is not, byte for byte, what was written: it was changed or cut short.');
  try {
    return { manifest: await readEntries(path, into, problems), problems };
  } catch (error) {
    if (!(error instanceof UnpackError))
      problems.push(`It cannot be read to its end: ${(error as Error).message}`);
    // What was found before is wrong with it, whatever the folder did then.
    else if (problems.length === 0) throw error;
    return { manifest: undefined, problems };
  }
}

async function isSealed(path: string, told: Progress): Promise<boolean> {
  const { size } = await stat(path);
  const body = size - sealBytes;
  if (body < sealBytes) return false;
  const expected = await sealOf(await sumOf(path, body, (done) => told(done, body)));
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(sealBytes), 0, sealBytes, body);
    return buffer.equals(expected);
  } finally {
    await file.close();
  }
}

async function readEntries(path: string, into: string | null, problems: string[]) {
  const tar = extract();
  const reading = pipeline(createReadStream(path), tar);
  // Whoever iterates hears of the error; a second report of it would end the process.
  reading.catch(() => undefined);
  const seen = new Set<string>();
  let manifest: Manifest | undefined;
  for await (const entry of tar as unknown as AsyncIterable<Entry>) {
    const { name } = entry.header;
    if (seen.size === 0) manifest = await readManifest(entry, problems);
    else if (isStored(name) && !seen.has(name))
      await readFile(entry, name, into, manifest, problems);
    else {
      if (name !== sealName) problems.push(`It holds “${name}”, which belongs in no backup.`);
      entry.resume();
    }
    seen.add(name);
    if (manifest === undefined) break;
  }
  await reading.catch(() => undefined);
  if (manifest)
    for (const name of storedFiles)
      if (!seen.has(name)) problems.push(`The file ${name} is missing in it.`);
  return manifest;
}

function isStored(name: string): name is StoredFile {
  return storedFiles.some((stored) => stored === name);
}

async function readManifest(entry: Entry, problems: string[]): Promise<Manifest | undefined> {
  const { name, size } = entry.header;
  if (name !== manifestName || size > manifestLimit) {
    problems.push('It does not begin with a manifest: this is no backup of Gloss.');
    return undefined;
  }
  const parsed = Manifest.safeParse(jsonOf(await text(entry)));
  if (parsed.success) return parsed.data;
  problems.push('Its manifest cannot be read, or is one of a newer version of Gloss.');
  return undefined;
}

function jsonOf(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return undefined;
  }
}

async function readFile(
  entry: Entry,
  name: StoredFile,
  into: string | null,
  manifest: Manifest | undefined,
  problems: string[],
): Promise<void> {
  const hash = createHash('sha256');
  let bytes = 0;
  const told = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  if (into === null) for await (const _chunk of told(entry)) continue;
  else {
    const target = createWriteStream(join(into, name), { flags: 'wx', mode: 0o600, flush: true });
    try {
      await pipeline(Readable.from(told(entry)), target);
    } catch (error) {
      throw isOfTarget(error) ? new UnpackError(into, error) : error;
    }
  }
  const listed = manifest?.files.find((file) => file.name === name);
  if (listed?.bytes !== bytes || listed.sha256 !== hash.digest('hex'))
    problems.push(`The file ${name} in it is not the one the manifest names.`);
}

/** What a backup does not give is a finding about it, what the folder does not take is none: a target is never read. */
function isOfTarget(error: unknown): boolean {
  const { syscall } = error as NodeJS.ErrnoException;
  return syscall !== undefined && syscall !== 'read';
}
