/**
 * Ports for the harness, which takes them one after the other and does not look whether somebody listens there: it would
 * then measure a server of somebody else's, or report that one's 404.
 */
import { createServer } from 'node:net';

/** Below those of tests/stage/port.ts. */
const lowest = 12_000;
const highest = 20_000;

/** @returns the first of so many ports in a row on 127.0.0.1 that nobody listens on. */
export async function firstOfFreePorts(count: number): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const first = lowest + Math.floor(Math.random() * (highest - lowest - count));
    const ports = Array.from({ length: count }, (_, at) => first + at);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
  throw new Error(`No ${count} free ports in a row were found from ${lowest} to ${highest}.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
