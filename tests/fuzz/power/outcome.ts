/** One way to the disk, put to the proof: traced once, then read back from as many states as a power cut may leave. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Dice } from '../../stage/dice.ts';
import type { Disk } from './disk.ts';
import { diskOf } from './disk.ts';
import type { Kept } from './power-cut.ts';
import { everythingIn, lay, PowerCut } from './power-cut.ts';
import { runTraced } from './strace.ts';
import { readTrace } from './trace.ts';

export interface WayToDisk {
  /** The arguments of Node for a program that works in this empty folder and says on standard output what is safe. */
  argv(folder: string): readonly string[];
  env?(folder: string): Readonly<Record<string, string>>;
  /**
   * @param said what the program had said when the power went
   * @param all what it went on to say in the world where it did not
   * @returns a line for each promise that is broken. Throws where what is there does not open.
   */
  broken(
    folder: string,
    said: readonly string[],
    all: readonly string[],
  ): string[] | Promise<string[]>;
}

export interface Outcome {
  /** How many states were read back. */
  readonly states: number;
  /** How many of them were not the same as another one. */
  readonly distinct: number;
  /** What was broken in some of them: moment and line. */
  readonly examples: readonly string[];
}

/** Memory where there is some: what is read back need not survive. */
const layingPlace = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export interface Tries {
  readonly states: number;
  readonly chance: Dice;
  /** For controls: enough is seen once something is broken in this way. */
  readonly endsAt?: RegExp;
  readonly progress?: (done: number) => void;
}

export async function cutThePower(way: WayToDisk, tries: Tries): Promise<Outcome> {
  const { states, chance, endsAt, progress } = tries;
  const disk = await traced(way);
  const moments = Array.from({ length: states }, () => chance.oneOf(disk.moments));
  moments.sort((one, other) => one - other);
  const cut = new PowerCut(chance);
  const all = disk.said.map(({ words }) => words);
  const seen = new Set<string>();
  const examples: string[] = [];
  let done = 0;
  for (const moment of moments) {
    const kept = cut.strike(disk.root, moment);
    const said = disk.said.filter(({ begin }) => begin < moment).map(({ words }) => words);
    seen.add(`${said.length} ${printOf(kept)}`);
    const broken = await brokenIn(way, kept, said, all);
    done += 1;
    if (examples.length < 20) examples.push(...broken.map((line) => `line ${moment}: ${line}`));
    if (endsAt && broken.some((line) => endsAt.test(line))) break;
    if (done % 250 === 0) progress?.(done);
  }
  return { states: done, distinct: seen.size, examples };
}

/** Traces the program once, and makes sure that the trace tells all: replayed to its end it gives the very same files. */
async function traced(way: WayToDisk): Promise<Disk> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gloss-power-')));
  const trace = `${folder}.trace`;
  try {
    const env = way.env?.(folder) ?? {};
    await runTraced({ argv: way.argv(folder), env, trace });
    const disk = diskOf(await readTrace(trace), folder);
    const differing = differences(everythingIn(disk.root), filesIn(folder));
    if (differing.length > 0)
      throw new Error(`replayed, the trace gives other files: ${differing.join(', ')}`);
    return disk;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(trace, { force: true });
  }
}

async function brokenIn(
  way: WayToDisk,
  kept: ReadonlyMap<string, Kept>,
  said: readonly string[],
  all: readonly string[],
): Promise<string[]> {
  const folder = mkdtempSync(join(layingPlace, 'gloss-after-'));
  try {
    lay(kept, folder);
    return await way.broken(folder, said, all);
  } catch (error) {
    return [`does not open: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns the same words for the same files. SQLite's `-shm` is memory and does not count. */
function printOf(kept: ReadonlyMap<string, Kept>, hash = createHash('sha256')): string {
  for (const [name, inode] of [...kept].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    if (name.endsWith('-shm')) continue;
    hash.update(`/${name}/`);
    if (inode instanceof Map) hash.update(printOf(inode));
    else hash.update(`${inode.length}/`).update(inode);
  }
  return hash.digest('hex');
}

/** @returns the files that are not the same in both. */
function differences(one: ReadonlyMap<string, Kept>, other: ReadonlyMap<string, Kept>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((name) => {
    const [here, there] = [one.get(name), other.get(name)];
    if (here instanceof Map && there instanceof Map)
      return differences(here, there).map((within) => `${name}/${within}`);
    const isSame = here instanceof Buffer && there instanceof Buffer && here.equals(there);
    if (isSame || name.endsWith('-shm')) return [];
    return [`${name} (${sizeOf(here)} and ${sizeOf(there)})`];
  });
}

function sizeOf(kept: Kept | undefined): string {
  if (kept === undefined) return 'nothing';
  return kept instanceof Map ? 'a folder' : `${kept.length} bytes`;
}

function filesIn(folder: string): Map<string, Kept> {
  return new Map(
    readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      return [entry.name, entry.isDirectory() ? filesIn(path) : readFileSync(path)];
    }),
  );
}
