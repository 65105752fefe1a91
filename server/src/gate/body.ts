/** Bodies of requests, read with a limit and parsed at this edge; behind it they are trusted. */
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ZodMiniType } from 'zod/mini';

import { refusedAs } from './refusals.ts';

/** Refuses a longer body, announced or not, with `too-large`. */
export function atMost(bytes: number, sentence?: string): MiddlewareHandler {
  return bodyLimit({
    maxSize: bytes,
    onError: (c) => {
      // The rest of the body is still on its way: nothing else can come on this connection.
      c.header('connection', 'close');
      return refusedAs(c, 'too-large', sentence);
    },
  });
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
