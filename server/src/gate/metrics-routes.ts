/** `/metrics`, for whoever holds METRICS_TOKEN. Where none is set the address does not exist. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { pathOf, say } from './health-routes.ts';

export interface Exposition {
  readonly contentType: string;
  read(): Promise<string>;
}

export interface MetricsDoor {
  /** Undefined: there are no metrics here. */
  readonly token: string | undefined;
  /** Null while the house is not open. */
  exposition(): Exposition | null;
}

/** @returns whether the request was for the metrics; it is answered then. */
export function answersMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  { token, exposition }: MetricsDoor,
): boolean {
  if (pathOf(request) !== '/metrics') return false;
  if (token === undefined) say(response, 404, 'There is nothing at this address.');
  else if (!isBearer(request.headers.authorization, token))
    say(response, 401, 'Send the token of METRICS_TOKEN as a bearer token.', {
      'www-authenticate': 'Bearer',
    });
  else void expose(response, exposition());
  return true;
}

async function expose(response: ServerResponse, exposition: Exposition | null): Promise<void> {
  if (!exposition) return say(response, 503, 'Gloss is starting.');
  try {
    const words = await exposition.read();
    say(response, 200, words, { 'content-type': exposition.contentType });
  } catch {
    say(response, 500, 'The metrics cannot be read just now.');
  }
}

/** Compares hashes, which are of one length: how long it takes says nothing of the token. */
function isBearer(authorization: string | undefined, token: string): boolean {
  const [scheme = '', given = ''] = (authorization ?? '').split(' ', 2);
  return scheme.toLowerCase() === 'bearer' && timingSafeEqual(digest(given), digest(token));
}

function digest(words: string): Buffer {
  return createHash('sha256').update(words).digest();
}
