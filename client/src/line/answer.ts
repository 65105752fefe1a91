/** One HTTP question to our own server and its answer, parsed. `api.ts` has the addresses; nothing else calls fetch. */
import { Refused } from '@gloss/shared/wire/api';
import type { Refusal, Ruling } from '@gloss/shared/words/refusal';
import { refuse } from '@gloss/shared/words/refusal';
import type * as z from 'zod/mini';

/** The server could not be asked, or something in between answered for it. Nothing is known about the outcome. */
export interface Unreachable {
  readonly code: 'unreachable';
  readonly sentence: string;
}

/** A `Ruling` of the server, or word that there was none: `answer.refusal.code === 'unreachable'`. */
export type Answer<Value> =
  | Ruling<Value>
  | { readonly ok: false; readonly refusal: Refusal | Unreachable };

const unreachable: Answer<never> = {
  ok: false,
  refusal: { code: 'unreachable', sentence: 'The server cannot be reached.' },
};

/** How long a question may take before the server counts as away. Uploads take their time. */
const patienceMs = 20_000;

/** What `ask` needs of `fetch`; tests bring their own. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/** @returns whether a refusal speaks of the moment and not of what was asked: the same question may be answered later. */
export function isOfTheMoment({ code }: Refusal | Unreachable): boolean {
  return code === 'unreachable' || code === 'too-many' || code === 'fault';
}

/**
 * Asks and parses.
 * @returns the value, the server's refusal, or `unreachable` on a broken line, a time-out, or a 5xx that is not our server's.
 * @throws where a 2xx answer is not of the promised form: client and server disagree, which is a bug.
 */
export async function ask<Value>(
  form: z.ZodMiniType<Value>,
  address: string,
  init: RequestInit = {},
  fetch: Fetch = (to, how) => globalThis.fetch(to, how),
): Promise<Answer<Value>> {
  try {
    const signal = init.signal ?? AbortSignal.timeout(patienceMs);
    const response = await fetch(address, { credentials: 'same-origin', ...init, signal });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, value: form.parse(body) };
    const refused = Refused.safeParse(body);
    if (refused.success) return { ok: false, refusal: refused.data.refusal };
    return response.status >= 500 ? unreachable : refuse('malformed');
  } catch (problem) {
    if (problem instanceof Error && problem.name === '$ZodError') throw problem;
    // A broken line, a time-out, or a page of some proxy that is not JSON: our server has not answered.
    return unreachable;
  }
}

/** @returns what `ask` sends for a POST with a JSON body. */
export function post(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}
