/** What a desk needs of the world outside: the server, the device, the clock. The browser's own, or a test's. */
import type { Instant } from '@gloss/shared/words/ids';

import { draft, me, sendAct } from '../line/api.ts';
import type { Wire } from '../line/connection.ts';
import type { Device } from '../line/device.ts';
import { openDevice } from '../line/device.ts';
import type { Doors } from './admission.ts';

export interface World {
  readonly wire: Wire;
  readonly doors: Doors & { sendAct: typeof sendAct };
  device(): Promise<Device>;
  now(): Instant;
  /** Resolves after so many milliseconds, or as soon as the signal aborts. */
  pause(ms: number, until?: AbortSignal): Promise<void>;
  /** Asks the person before the page is left while `isLossy` says yes. @returns how to stop. */
  warnBeforeLeaving(isLossy: () => boolean): () => void;
}

/** @returns the world of a page in a browser. */
export function browserWorld(): World {
  return {
    wire: {
      address: location.origin.replace(/^http/, 'ws'),
      Socket: WebSocket,
      random: Math.random,
      onNetworkChange(listener) {
        const stops = [listen('offline', listener), listen('online', listener)];
        return () => stops.forEach((stop) => stop());
      },
    },
    doors: { me, draft, sendAct },
    device: () => openDevice(),
    now: Date.now,
    pause,
    warnBeforeLeaving: (isLossy) =>
      listen('beforeunload', (event) => {
        if (isLossy()) event.preventDefault();
      }),
  };
}

/** Resolves after so many milliseconds, or as soon as the signal aborts. */
export function pause(ms: number, until?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      until?.removeEventListener('abort', done);
      resolve();
    }
    until?.addEventListener('abort', done);
    if (until?.aborted) done();
  });
}

function listen(
  name: 'online' | 'offline' | 'beforeunload',
  listener: (event: Event) => void,
): () => void {
  window.addEventListener(name, listener);
  return () => window.removeEventListener(name, listener);
}
