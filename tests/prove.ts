/**
 * `npm run prove`: every proof with its full counts, one file after the other, and at the end a table of what they found.
 * `npm run prove -- crash power` runs those whose path has one of these words; `KILLS=100 npm run prove -- crash` tries
 * less often; `SEED=1` has the same run again. A proof is a spec that asks `stage/proof.ts` how often it shall try.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { Proof } from './stage/proof.ts';

interface Proven {
  readonly file: string;
  readonly proofs: readonly Proof[];
  readonly minutes: number;
  readonly holds: boolean;
}

const root = resolve(import.meta.dirname, '..');
const words = process.argv.slice(2).filter((word) => !word.includes('='));
/** `KILLS=100` may stand before the command or, as make has it, after it. */
const overrides = Object.fromEntries(
  process.argv
    .slice(2)
    .filter((word) => word.includes('='))
    .map((word) => word.split('=', 2)),
) as Record<string, string>;
const seed = overrides['SEED'] ?? process.env['SEED'] ?? String(Math.floor(Math.random() * 1e9));

const files = proofFiles().filter(
  (file) => words.length === 0 || words.some((word) => file.includes(word)),
);
if (files.length === 0) {
  say(`No proof has ${words.join(' or ')} in its path. There are:\n${proofFiles().join('\n')}`);
  process.exit(1);
}
const proven = files.map((file, at) => {
  say(`\n— ${at + 1} of ${files.length}: ${file}`);
  return prove(file);
});
say(`\n${tableOf(proven)}`);
process.exit(proven.every(({ holds }) => holds) ? 0 : 1);

/** @returns the paths of all proofs, seen from the top of the checkout. */
function proofFiles(): string[] {
  return globSync('tests/{fuzz,specs,contracts}/**/*.spec.ts', { cwd: root })
    .filter((file) => readFileSync(join(root, file), 'utf8').includes('stage/proof.ts'))
    .toSorted();
}

function prove(file: string): Proven {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-proofs-'));
  const found = join(folder, 'found');
  const began = performance.now();
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '-c',
      'tests/vitest.config.ts',
      '--project',
      'specs',
      file,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PROVE: 'full', PROOFS: found, ...overrides, SEED: seed },
    },
  );
  const minutes = (performance.now() - began) / 60_000;
  const proofs = proofsIn(found);
  rmSync(folder, { recursive: true, force: true });
  return { file, proofs, minutes, holds: status === 0 };
}

function proofsIn(file: string): Proof[] {
  const lines = globSync(file).flatMap((path) => readFileSync(path, 'utf8').trim().split('\n'));
  return lines.map((line) => JSON.parse(line) as Proof);
}

/** @returns Markdown. The time is that of the file, controls included, in its first row. */
function tableOf(all: readonly Proven[]): string {
  const rows = all.flatMap(({ file, proofs, minutes, holds }) => {
    const named = proofs.length > 0 ? proofs : [{ name: file, figures: {} }];
    return named.map(({ name, figures }, at) => {
      const found = Object.entries(figures).map(([what, value]) => `${what} ${shown(value)}`);
      if (!holds) found.push('**does not hold**');
      return [name, found.join(', '), seed, at === 0 ? `${minutes.toFixed(1)} min` : ''];
    });
  });
  return [['proof', 'figures', 'seed', 'time'], ['---', '---', '---', '---'], ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

function shown(value: number | string): string {
  return typeof value === 'number' ? value.toLocaleString('en') : value;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
