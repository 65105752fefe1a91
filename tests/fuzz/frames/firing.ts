/** A thread that fires: one sitting after the other, told of by messages. Before each frame it says which, for whoever watches. */
import { parentPort, workerData } from 'node:worker_threads';

import { controls, slicing } from './controls.ts';
import type { ControlName } from './controls.ts';
import { Notice } from './notice.ts';
import { sit } from './sitting.ts';

export interface Orders {
  readonly seeds: readonly number[];
  readonly frames: number;
  readonly notice: SharedArrayBuffer;
  readonly control?: ControlName;
  readonly isSliced: boolean;
}

const { seeds, frames, notice: shared, control, isSliced } = workerData as Orders;
const notice = new Notice(shared);
for (const seed of seeds) {
  const makeRooms = control ? controls[control] : isSliced ? slicing : undefined;
  const sat = await sit({
    seed,
    frames,
    ...(makeRooms && { makeRooms }),
    onShot: ({ frame }) => notice.fires(seed, frame),
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
  parentPort?.postMessage(sat);
}
