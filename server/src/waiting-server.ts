/** The HTTP server before there is a house behind it: main.ts opens it, house.ts gives it its answers. */
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';

/** A server that takes the port first, so that a taken one is told before anything is touched. */
export interface WaitingServer {
  readonly http: Server;
  /** Answers whoever waits, and all who come. */
  open(answer: RequestListener): void;
}

export function waitingServer(): WaitingServer {
  const { promise, resolve } = Promise.withResolvers<RequestListener>();
  const http = createServer((request, response) => {
    void promise.then((answer) => answer(request, response));
  });
  return { http, open: resolve };
}
