/** Fires many sittings from as many threads as the machine has, watches that none of them hangs, and adds up. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { ControlName } from './controls.ts';
import type { Orders } from './firing.ts';
import { Notice } from './notice.ts';
import type { Finding, Sat, Timed } from './sitting.ts';

/** A room is under fire for so many frames; then the next one is opened. */
export const framesPerSitting = 250;

/** So many findings say enough. */
const mostFindings = 20;

export interface Fired {
  readonly fired: number;
  readonly refused: number;
  readonly taken: number;
  readonly honest: number;
  readonly inVain: number;
  readonly longest: Timed;
  readonly findings: readonly Finding[];
}

export interface FireOptions {
  readonly seed: number;
  readonly frames: number;
  readonly control?: ControlName;
  /** Whether every update is taken in slices, however short. */
  readonly isSliced?: boolean;
  /** How long one frame may take until it counts as never coming back. */
  readonly patienceMs?: number;
}

export async function fire(options: FireOptions): Promise<Fired> {
  const sittings = Math.ceil(options.frames / framesPerSitting);
  const seeds = Array.from({ length: sittings }, (_, at) => options.seed + at);
  const threads = Math.min(availableParallelism(), sittings);
  const sum = new Sum();
  await Promise.all(
    Array.from({ length: threads }, (_, thread) =>
      fireFrom(
        options,
        seeds.filter((_seed, at) => at % threads === thread),
        sum,
      ),
    ),
  );
  return sum.total();
}

/** One thread, from its start to its end, or to the frame it never comes back from. */
async function fireFrom(options: FireOptions, seeds: number[], sum: Sum): Promise<void> {
  const { frames, control, isSliced = false, patienceMs = 30_000 } = options;
  const memory = Notice.memory();
  const orders: Orders = {
    seeds,
    frames: Math.min(frames, framesPerSitting),
    notice: memory,
    isSliced,
    ...(control && { control }),
  };
  const worker = new Worker(new URL('./firing.ts', import.meta.url), {
    workerData: orders,
    execArgv: [],
  });
  const notice = new Notice(memory);
  const { promise: over, resolve, reject } = Promise.withResolvers<void>();
  let [count, at] = [notice.count, performance.now()];
  const watching = setInterval(() => {
    if (notice.count !== count) [count, at] = [notice.count, performance.now()];
    else if (count > 0 && performance.now() - at > patienceMs) {
      const { seed, hex } = notice;
      sum.found({ what: 'the loop never came back', seed, shot: count, kind: 'unknown', hex });
      resolve();
    }
  }, 500);
  worker.on('message', (sat: Sat) => {
    sum.add(sat);
    if (sum.findings.length >= mostFindings) resolve();
  });
  worker.on('error', reject);
  worker.on('exit', () => resolve());
  try {
    await over;
  } finally {
    clearInterval(watching);
    await worker.terminate();
  }
}

class Sum {
  readonly findings: Finding[] = [];
  #counts = { fired: 0, refused: 0, taken: 0, honest: 0, inVain: 0 };
  #longest: Timed = { ms: 0, kind: '', seed: 0, shot: 0, hex: '' };

  add({ fired, refused, taken, honest, inVain, longest, findings }: Sat): void {
    this.#counts.fired += fired;
    this.#counts.refused += refused;
    this.#counts.taken += taken;
    this.#counts.honest += honest;
    this.#counts.inVain += inVain;
    if (longest.ms > this.#longest.ms) this.#longest = longest;
    this.findings.push(...findings);
  }

  found(finding: Finding): void {
    this.findings.push(finding);
  }

  total(): Fired {
    return { ...this.#counts, longest: this.#longest, findings: this.findings };
  }
}
