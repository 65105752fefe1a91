/** The HTTP server before there is a house behind it: main.ts opens it, house.ts gives it its answers. */
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';

/** A server that takes the port first, so that a taken one is told before anything is touched. */
export interface WaitingServer {
  readonly http: Server;
  /** Answers whoever waits, and all who come. */
  open(answer: RequestListener): void;
}

/** Whoever sends a request drop by drop is cut off after this long, however steadily they drip. */
const headersMs = 10_000;
/** A file of 10 MB on a slow line takes two minutes. */
const requestMs = 180_000;
const lookEveryMs = 2000;
const mostHeaders = 100;

/** @param answers takes what need not wait, and says so. */
export function waitingServer(
  answers: (...asked: Parameters<RequestListener>) => boolean = () => false,
): WaitingServer {
  const { promise, resolve } = Promise.withResolvers<RequestListener>();
  const patience = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: lookEveryMs,
  };
  const http = createServer(patience, (request, response) => {
    if (!answers(request, response)) void promise.then((answer) => answer(request, response));
  });
  http.maxHeadersCount = mostHeaders;
  return { http, open: resolve };
}
