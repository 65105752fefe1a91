/**
 * `/healthz` and `/readyz`, for whatever watches over the process: is it there, and may people be sent to it? They are
 * answered before there is a house behind the door, and ask nobody else: neither the journal nor the database.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

const whys = {
  starting: 'Gloss is starting: it opens its data folder and tests its disk.',
  ready: null,
  stopping: 'Gloss is stopping.',
  failed: 'Gloss stops: its disk refused a write.',
} as const;

/** A commit that takes this long is a disk that has gone away; people would wait for "saved" in vain. */
const stuckSeconds = 10;

export class Health {
  #is: keyof typeof whys = 'starting';
  /** How long the commit under way has taken, in seconds. */
  #commitAge: () => number;

  constructor(commitAge: () => number) {
    this.#commitAge = commitAge;
  }

  /** Why nobody should be sent here now; null where they should. */
  get why(): string | null {
    const seconds = Math.floor(this.#commitAge());
    if (this.#is === 'ready' && seconds >= stuckSeconds)
      return `The disk has not answered for ${seconds} seconds.`;
    return whys[this.#is];
  }

  /** What has failed stays so. */
  becomes(now: Exclude<keyof typeof whys, 'starting'>): void {
    if (this.#is !== 'failed') this.#is = now;
  }
}

/** @returns whether the request was for one of the two; it is answered then. */
export function answersHealth(
  request: IncomingMessage,
  response: ServerResponse,
  health: Health,
): boolean {
  const address = pathOf(request);
  if (address === '/healthz') say(response, 200, 'ok');
  else if (address === '/readyz')
    say(response, health.why === null ? 200 : 503, health.why ?? 'ok');
  else return false;
  return true;
}

/** Answers an operator in plain words, which nobody keeps. */
export function say(
  response: ServerResponse,
  status: number,
  words: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  // Node itself leaves the body of an answer to HEAD away.
  response.end(words.endsWith('\n') ? words : `${words}\n`);
}

/** @returns the address without its query, where it is only looked at. */
export function pathOf({ method, url = '' }: IncomingMessage): string | null {
  return method === 'GET' || method === 'HEAD' ? (url.split('?', 1)[0] ?? null) : null;
}
