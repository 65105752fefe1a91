/** Ports for servers under test: below the range from which the kernel takes ports for outgoing connections. */
import { createServer } from 'node:net';

const lowest = 20_000;
const highest = 32_000;

/** Vitest's workers, numbered from 1, each have a range of their own: the port of a server that starts anew stays its own. */
const ranges = 4;
const width = (highest - lowest) / ranges;
const worker = Number(process.env['VITEST_POOL_ID'] ?? 1);
const first = lowest + (worker % ranges) * width;

/** @returns a port on 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = first + Math.floor(Math.random() * width);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port found');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
