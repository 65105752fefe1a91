/** The thread that makes and proves checkpoints, hired when there is one to make and dismissed when there has been none for a while. */
import type { Duties, HiredWorker } from './hired-worker.ts';

/** Its memory is worth more than the tenth of a second in which it is there again, on a core of its own. */
const keptMs = 500;

export class Prover<D extends Duties> {
  readonly #hire: () => HiredWorker<D>;
  #worker: HiredWorker<D> | undefined;
  #underway = 0;
  #dismissing: NodeJS.Timeout | undefined;

  constructor(hire: () => HiredWorker<D>) {
    this.#hire = hire;
  }

  /** Whether there is a thread. */
  get isHired(): boolean {
    return this.#worker !== undefined;
  }

  /** Asks the thread something. Rejects with what it throws; it may have died of that, so the next one gets a fresh thread. */
  async ask<Value>(ask: (worker: HiredWorker<D>) => Promise<Value>): Promise<Value> {
    clearTimeout(this.#dismissing);
    const worker = (this.#worker ??= this.#hire());
    this.#underway += 1;
    try {
      return await ask(worker);
    } catch (error) {
      if (this.#worker === worker) this.#worker = undefined;
      void worker.dismiss().catch(() => undefined);
      throw error;
    } finally {
      this.#underway -= 1;
      if (this.#underway === 0) this.#dismissLater();
    }
  }

  /** Resolves when the thread is gone. */
  async dismiss(): Promise<void> {
    clearTimeout(this.#dismissing);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.dismiss();
  }

  #dismissLater(): void {
    this.#dismissing = setTimeout(() => void this.dismiss().catch(() => undefined), keptMs);
    this.#dismissing.unref();
  }
}
