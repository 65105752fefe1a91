/**
 * A bad network between a client and the server: a TCP proxy that is slow, cuts what it carries into pieces, loses its
 * way, forgets connections and hangs up, as it is told. What it may not do is what TCP rules out: change or lose bytes of a
 * connection that lives on.
 */
import { createServer, connect } from 'node:net';
import type { Server, Socket } from 'node:net';

import type { Dice } from './dice.ts';
import { freePort } from './port.ts';

/** How the network is at the moment. */
export interface Weather {
  /** Each piece takes this long, and up to as long again. */
  readonly latencyMs: number;
  /** Pieces are no larger than this; 0 leaves them whole. */
  readonly pieceBytes: number;
  /** How much gets through in a second, each way of each connection; 0 is no limit. */
  readonly bytesPerSecond: number;
  /** Nothing arrives: it waits on the way, as TCP would go on trying. */
  readonly stuck: 'no' | 'up' | 'down' | 'both';
  /** Nobody gets a new connection. */
  readonly isShut: boolean;
}

export const fair: Weather = {
  latencyMs: 0,
  pieceBytes: 0,
  bytesPerSecond: 0,
  stuck: 'no',
  isShut: false,
};

/** Opens a proxy to a port of this machine. */
export async function openProxy(to: number, chance: Dice): Promise<Proxy> {
  const port = await freePort();
  const proxy = new Proxy(to, port, chance);
  await proxy.opens();
  return proxy;
}

export class Proxy {
  readonly port: number;
  weather: Weather = fair;
  /** How many connections were made through it. */
  connections = 0;
  readonly #to: number;
  readonly #chance: Dice;
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();

  constructor(to: number, port: number, chance: Dice) {
    this.#to = to;
    this.port = port;
    this.#chance = chance;
    this.#server = createServer({ allowHalfOpen: false }, (client) => this.#accept(client));
  }

  opens(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(this.port, '127.0.0.1', resolve));
  }

  /** How many connections the server still believes in. */
  get openAtServer(): number {
    return [...this.#pairs].filter((pair) => pair.isOpenAtServer).length;
  }

  /** Hangs up on everyone, with a reset: what was on its way is lost, on both sides. */
  resets(): void {
    for (const pair of this.#pairs) pair.reset();
  }

  /** One side of each connection is told that it is over, the other is left to find out. */
  forgets(whom: 'client' | 'server'): void {
    for (const pair of this.#pairs) pair.forget(whom);
  }

  async close(): Promise<void> {
    for (const pair of this.#pairs) pair.reset();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    this.connections += 1;
    client.on('error', () => undefined);
    if (this.weather.isShut) return void client.resetAndDestroy();
    const server = connect(this.#to, '127.0.0.1');
    server.on('error', () => client.resetAndDestroy());
    const pair = new Pair(client, server, () => this.weather, this.#chance);
    this.#pairs.add(pair);
    for (const end of [client, server])
      end.on('close', () => {
        if (client.destroyed && server.destroyed) this.#pairs.delete(pair);
      });
  }
}

/** One connection: two sockets, and what is on its way between them. */
class Pair {
  readonly #client: Socket;
  readonly #server: Socket;
  #isForgotten = false;

  constructor(client: Socket, server: Socket, weather: () => Weather, chance: Dice) {
    this.#client = client;
    this.#server = server;
    const now = (way: 'up' | 'down') => (): Now => {
      const { stuck, ...rest } = weather();
      return {
        ...rest,
        isStuck: stuck === 'both' || stuck === way,
        isForgotten: this.#isForgotten,
      };
    };
    void carry(client, server, now('up'), chance);
    void carry(server, client, now('down'), chance);
  }

  get isOpenAtServer(): boolean {
    return !this.#server.destroyed;
  }

  reset(): void {
    this.#client.resetAndDestroy();
    this.#server.resetAndDestroy();
  }

  forget(whom: 'client' | 'server'): void {
    const [told, left] =
      whom === 'client' ? [this.#server, this.#client] : [this.#client, this.#server];
    this.#isForgotten = true;
    told.resetAndDestroy();
    // It stays open, and what it says goes nowhere.
    left.removeAllListeners('data');
    left.on('data', () => undefined);
  }
}

/** The weather for one way of one connection. */
interface Now extends Omit<Weather, 'stuck'> {
  readonly isStuck: boolean;
  readonly isForgotten: boolean;
}

const lookEveryMs = 5;

/** Carries bytes one way, piece by piece and in order. */
async function carry(from: Socket, to: Socket, weather: () => Now, chance: Dice): Promise<void> {
  const waiting: Buffer[] = [];
  let isOver = false;
  from.on('data', (bytes: Buffer) => waiting.push(bytes));
  from.on('error', () => undefined);
  from.on('close', () => (isOver = true));
  while (!to.destroyed && !weather().isForgotten) {
    const next = waiting.shift();
    if (next === undefined) {
      if (isOver) return void to.end();
      await after(lookEveryMs);
      continue;
    }
    const { latencyMs, pieceBytes, bytesPerSecond } = weather();
    const piece = pieceBytes === 0 ? next : next.subarray(0, 1 + chance.upTo(pieceBytes));
    if (piece.length < next.length) waiting.unshift(next.subarray(piece.length));
    if (latencyMs > 0) await after(latencyMs + chance.upTo(latencyMs));
    if (bytesPerSecond > 0) await after((piece.length * 1_000) / bytesPerSecond);
    while (weather().isStuck && !to.destroyed) await after(lookEveryMs);
    if (!to.destroyed && !weather().isForgotten) to.write(piece);
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
