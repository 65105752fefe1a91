/** Figures of a run: percentiles of durations, in milliseconds, as one readable line. */

export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
}

/** @returns the percentiles by the nearest-rank method; throws where there is nothing to rank. */
export function percentilesOf(durationsMs: readonly number[]): Percentiles {
  const ranked = durationsMs.toSorted((one, other) => one - other);
  const at = (share: number): number => {
    const value = ranked[Math.max(0, Math.ceil(share * ranked.length) - 1)];
    if (value === undefined) throw new Error('no durations were measured');
    return value;
  };
  return { count: ranked.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}

/** @returns "500: p50 3.1 ms, p95 …". */
export function lineOf(name: string, { count, p50, p95, p99, most }: Percentiles): string {
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  return `${name} (${count}): p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}, most ${ms(most)}`;
}
