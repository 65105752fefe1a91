/** The journal alone under SIGKILL: while it opens, commits, and makes checkpoints; crash.spec.ts kills the whole server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { dice } from '../stage/dice.ts';
import type { Dice } from '../stage/dice.ts';
import { report, triesOf } from '../stage/proof.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const kills = triesOf('JOURNAL_KILLS', { short: 10, full: 500 });
const writer = new URL('./journal-writer.ts', import.meta.url);
const honest = new URL('../../server/src/journal/sqlite-journal.ts', import.meta.url);
const lying = new URL('./lying-journal.ts', import.meta.url);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gloss-under-fire-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test(`[E3] [K5] ${kills} kills of a journal lose nothing it had saved (seed ${seed})`, async () => {
  const { missing, compacted, saved } = await killedAgainAndAgain(honest, dice(seed));
  expect(missing).toBeUndefined();
  expect(compacted).toBeGreaterThan(0);
  report({
    name: 'crashes of the journal alone',
    figures: { kills, saved, checkpoints: compacted, lost: 0 },
  });
});

test(`[E3] a journal that answers before it writes does not pass (seed ${seed})`, async () => {
  const { missing } = await killedAgainAndAgain(lying, dice(seed));
  expect(missing).toMatch(/found 1 to \d+, saved were \d+/);
});

interface Outcome {
  /** What was wrong after the first kill that lost something. */
  readonly missing: string | undefined;
  /** How many checkpoints were made in all. */
  readonly compacted: number;
  /** How many words it had saved. */
  readonly saved: number;
}

async function killedAgainAndAgain(journal: URL, chance: Dice): Promise<Outcome> {
  let saved = 0;
  let compacted = 0;
  for (let life = 1; life <= kills; life += 1) {
    // The liar's checkpoints are refused: it would be waited for in vain.
    const heard = await oneLife(journal, chance, journal === honest && life % 5 === 1);
    const missing = heard.found && missingFrom(heard.found, saved);
    if (missing !== undefined) return { missing: `life ${life}: ${missing}`, compacted, saved };
    saved = Math.max(saved, heard.saved);
    compacted += heard.compacted;
  }
  return { missing: undefined, compacted, saved };
}

/** The words must be 1, 2, 3 … to the last one saved or further: an edit may be on disk before anyone could be told. */
function missingFrom(found: readonly string[], saved: number): string | undefined {
  const hole = found.findIndex((word, at) => word !== String(at + 1));
  if (hole !== -1) return `"${found[hole]}" stands where ${hole + 1} belongs`;
  return found.length < saved ? `found 1 to ${found.length}, saved were ${saved}` : undefined;
}

interface Heard {
  /** The words it found when it opened; undefined where it was killed before. */
  readonly found: readonly string[] | undefined;
  readonly saved: number;
  readonly compacted: number;
}

/**
 * Runs the writer, and kills it some turns of the event loop after it has said so many things.
 * @param untilCompacted lets it live until it has made a checkpoint, however slow the machine is.
 */
async function oneLife(journal: URL, chance: Dice, untilCompacted: boolean): Promise<Heard> {
  const child = spawn(process.execPath, [fileURLToPath(writer), folder, journal.href], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // One in five while it opens, which takes it some thousand turns of ours; the others while it works.
  const isOpening = !untilCompacted && chance.upTo(4) === 0;
  const sayings = isOpening ? 1 : 2 + chance.upTo(60);
  let said = '';
  const lines = (): string[] => said.split('\n').slice(0, -1);
  const kill = async (): Promise<void> => {
    for (let turns = chance.upTo(isOpening ? 10_000 : 20); turns > 0; turns -= 1) await nextTurn();
    child.kill('SIGKILL');
  };
  const hasSaidEnough = (): boolean =>
    lines().length >= sayings &&
    (!untilCompacted || lines().some((line) => line.startsWith('compacted ')));
  let isDoomed = false;
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString();
    if (isDoomed || !hasSaidEnough()) return;
    isDoomed = true;
    void kill();
  });
  await once(child, 'close');
  return heardIn(lines());
}

function heardIn(lines: readonly string[]): Heard {
  const after = (word: string): string[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const found = after('found').at(0);
  return {
    found: found?.split(' ').filter((word) => word !== ''),
    saved: Number(after('saved').at(-1) ?? 0),
    compacted: after('compacted').length,
  };
}
