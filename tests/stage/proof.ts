/**
 * How often a proof is tried, and what it found: a short form in `npm test`, the full one in `npm run prove`, which sets
 * PROVE=full and gathers what each proof reports. A test that asks here gives vitest no time limit of its own: the full
 * form takes as long as it takes (vitest.config.ts).
 */
import { appendFileSync } from 'node:fs';

export interface Counts {
  /** In `npm test`. */
  readonly short: number;
  /** In `npm run prove`. */
  readonly full: number;
}

/** One line of the table at the end of `npm run prove`. */
export interface Proof {
  /** What was proven, as the table names it. */
  readonly name: string;
  /** What was counted: how many tries, how many things put to the proof, how many failed. */
  readonly figures: Readonly<Record<string, number | string>>;
}

/** @returns how often to try. The environment variable of that name goes before both, for one run by hand. */
export function triesOf(variable: string, { short, full }: Counts): number {
  const asked = process.env[variable];
  if (asked !== undefined && asked !== '') return Number(asked);
  return process.env['PROVE'] === 'full' ? full : short;
}

/** Puts a line into the table, where one is being made (PROOFS names its file). */
export function report(proof: Proof): void {
  const file = process.env['PROOFS'];
  if (file) appendFileSync(file, `${JSON.stringify(proof)}\n`);
}
