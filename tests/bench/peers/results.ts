/** What the harness measured: one line of JSON for each run of each server. */
import { readFileSync } from 'node:fs';

interface Row {
  readonly server: string;
  /** Which repeat; servers take turns within each. */
  readonly run: number;
  readonly figures?: Readonly<Record<string, unknown>>;
  readonly error?: string;
}

/** The middle of what was measured, and how far it went. */
export interface Measured {
  readonly middle: number;
  readonly least: number;
  readonly most: number;
}

export class Results {
  readonly #rows: readonly Row[];

  constructor(rows: readonly Row[]) {
    this.#rows = rows;
  }

  /** @param file what the harness wrote with `--out`. */
  static read(file: string): Results {
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    return new Results(lines.map((line) => JSON.parse(line) as Row));
  }

  /** What went wrong, as the harness says it. */
  get errors(): string[] {
    return this.#rows.flatMap(({ server, error }) => (error ? [`${server}: ${error}`] : []));
  }

  /** A figure of one server over its runs, times `factor`; undefined where no run has it. */
  of(server: string, figure: string, factor = 1): Measured | undefined {
    const values = this.#runsOf(server).flatMap((row) => numberIn(row, figure) ?? []);
    return measured(values.map((value) => value * factor));
  }

  /** A figure of one server divided by that of another in the same repeat. */
  ratio(server: string, other: string, figure: string): Measured | undefined {
    const ratios = this.#runsOf(server).flatMap((row) => {
      const same = this.#runsOf(other).find(({ run }) => run === row.run);
      const [value, base] = [numberIn(row, figure), same && numberIn(same, figure)];
      return value === undefined || !base ? [] : [value / base];
    });
    return measured(ratios);
  }

  /** A figure of the run during which the rest of the machine was busy the least: others' work shows in latencies first. */
  quietest(server: string, figure: string): Measured | undefined {
    const noise = (row: Row) => numberIn(row, 'otherCpuShare') ?? 0;
    const [quiet] = this.#runsOf(server).toSorted((one, other) => noise(one) - noise(other));
    const value = quiet && numberIn(quiet, figure);
    return value === undefined ? undefined : measured([value]);
  }

  #runsOf(server: string): Row[] {
    return this.#rows.filter((row) => row.server === server && row.figures !== undefined);
  }
}

/** A truth counts as 1. */
function numberIn({ figures }: Row, figure: string): number | undefined {
  const value = figures?.[figure];
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'number' ? value : undefined;
}

function measured(values: readonly number[]): Measured | undefined {
  const ranked = values.toSorted((one, other) => one - other);
  const [least, most] = [ranked[0], ranked.at(-1)];
  if (least === undefined || most === undefined) return undefined;
  const half = ranked.length / 2;
  const middle = ((ranked[Math.ceil(half) - 1] ?? least) + (ranked[Math.floor(half)] ?? most)) / 2;
  return { middle, least, most };
}
