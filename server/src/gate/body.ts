/** Bodies of requests, read with a limit and parsed at this edge; behind it they are trusted. */
import { requestBytes } from '@gloss/shared/wire/limits';
import type { AccountId } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type { Context, MiddlewareHandler } from 'hono';
import type { ZodMiniType } from 'zod/mini';

import { refusedAs } from './refusals.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Takes room for so many bytes of this person's bodies (BodyRoom.take); absent where nobody is signed in. */
    bodyRoom?: (bytes: number) => (() => void) | null;
  }
}

/** What one person's bodies may take while they are read: sixteen of the largest. */
const roomEach = 16 * requestBytes;
/** What the bodies of all may take: 128 MB. */
const roomInAll = 512 * requestBytes;

/** Room for bodies that are being read. Their last byte may take minutes to come, and what has come of them is held. */
export class BodyRoom {
  readonly #taken = new Map<AccountId, number>();
  #inAll = 0;

  /** @returns how to give the room back; null where there is none now. */
  take(account: AccountId, bytes: number): (() => void) | null {
    const mine = this.#taken.get(account) ?? 0;
    if (mine + bytes > roomEach || this.#inAll + bytes > roomInAll) return null;
    this.#add(account, bytes);
    return () => this.#add(account, -bytes);
  }

  #add(account: AccountId, bytes: number): void {
    this.#inAll += bytes;
    const mine = (this.#taken.get(account) ?? 0) + bytes;
    if (mine === 0) this.#taken.delete(account);
    else this.#taken.set(account, mine);
  }
}

/**
 * Refuses a longer body with `too-large`: at once where its length was announced, otherwise when it has come so far. Nothing
 * is read ahead of the handler, which asks first who sends it; hono's own limit reads all that was not announced.
 * What `bodiesHeard` does not hear of it @hono/node-server drops for half a second, and then the connection. Closed at once,
 * its sender would hear of a reset and not of the answer.
 */
export function atMost(bytes: number, sentence?: string): MiddlewareHandler {
  return async (c, next) => {
    const announced = announcedBytes(c);
    if (announced !== undefined)
      return announced > bytes ? refusedAs(c, 'too-large', sentence) : next();
    let isOver = false;
    c.req.raw = counted(c.req.raw, bytes, () => (isOver = true));
    await next();
    // The handler heard of a body that broke off.
    if (isOver) c.res = refusedAs(c, 'too-large', sentence);
    return undefined;
  };
}

function announcedBytes(c: Context): number | undefined {
  const announced = c.req.header('content-length');
  return announced === undefined || c.req.header('transfer-encoding') !== undefined
    ? undefined
    : Number(announced);
}

/** @returns the request with a body that is read as it is asked for, and breaks off beyond `most` bytes; the rest is dropped. */
function counted(request: Request, most: number, onOver: () => void): Request {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let size = 0;
  const pull = async (to: ReadableStreamDefaultController<Uint8Array>) => {
    // Not before: the stream of a request begins to read when it is made.
    reader ??= request.body?.getReader();
    const next = await reader?.read();
    if (!next?.value) return to.close();
    size += next.value.length;
    if (size <= most) return to.enqueue(next.value);
    onOver();
    to.error(new Error('The body is too large.'));
    while (!(await reader?.read())?.done);
  };
  const body = new ReadableStream({ pull }, { highWaterMark: 0 });
  const { url, method, headers } = request;
  return new Request(url, { method, headers, body, duplex: 'half' });
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
  const giveBack = c.get('bodyRoom')?.(announcedBytes(c) ?? requestBytes);
  if (giveBack === null) return refuse('too-many');
  const body: unknown = await c.req
    .json()
    .catch(() => undefined)
    .finally(giveBack);
  const parsed = schema.safeParse(body);
  if (parsed.success) return grant(parsed.data);
  const at = parsed.error.issues[0]?.path.join('.');
  return at
    ? refuse('malformed', `The request is not of the form this address takes: look at "${at}".`)
    : refuse('malformed');
}
