/** Bodies of requests, read with a limit and parsed at this edge; behind it they are trusted. */
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ZodMiniType } from 'zod/mini';

import { refusedAs } from './refusals.ts';

/**
 * Refuses a longer body, announced or not, with `too-large`. What `bodiesHeard` does not hear of it @hono/node-server drops
 * for half a second, and then the connection. Closed at once, its sender would hear of a reset and not of the answer.
 */
export function atMost(bytes: number, sentence?: string): MiddlewareHandler {
  return bodyLimit({ maxSize: bytes, onError: (c) => refusedAs(c, 'too-large', sentence) });
}

/** Resolves when all of the body has come; nothing of it is kept. The server's patience for a request is the limit. */
export async function dropBody(c: Context): Promise<void> {
  try {
    await c.req.raw.body?.pipeTo(new WritableStream());
  } catch {
    // Whoever sent it is gone.
  }
}

/**
 * Lets a request that was refused unread say what it announced before it is answered, up to `most` bytes. An answer ahead of
 * it would end the connection half a second later, and with it what the same browser asks for next.
 */
export function bodiesHeard(most: number): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const isUnread = c.req.method === 'POST' && !c.req.raw.bodyUsed;
    if (isUnread && Number(c.req.header('content-length')) <= most) await dropBody(c);
  };
}

/** @returns the JSON body in the shape asked for; where it is not of that shape, says where. */
export async function readBody<Value>(
  c: Context,
  schema: ZodMiniType<Value>,
): Promise<Ruling<Value>> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    return refuse('malformed', 'Send the body as application/json.');
  const body: unknown = await c.req.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (parsed.success) return grant(parsed.data);
  const at = parsed.error.issues[0]?.path.join('.');
  return at
    ? refuse('malformed', `The request is not of the form this address takes: look at "${at}".`)
    : refuse('malformed');
}
