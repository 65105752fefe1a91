/** What is asked of a request before anything else: that its address asks for no flood, and its body comes from someone. */
import { paths } from '@gloss/shared/wire/api';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';

import { BodyRoom, dropBody } from './body.ts';
import { limiter } from './rates.ts';
import { refusedAs } from './refusals.ts';
import type { HttpWorld } from './world.ts';

/** How many people may stand behind one address before they feel it. */
const addressShare = 20;
/** A page asks for a handful of things at once; so many seconds' worth may come in a burst. */
export const burstSeconds = 30;

/** @returns the address that a request counts for; '' for one that came through no socket, as in tests. */
export function addressIn(c: Context, { addressOf }: Pick<HttpWorld, 'addressOf'>): string {
  const bindings = c.env as Partial<HttpBindings> | undefined;
  return bindings?.incoming ? addressOf(bindings.incoming) : '';
}

/** Refuses an address that asks for far more than twenty busy people would. */
export function calmAddresses(world: HttpWorld): MiddlewareHandler {
  const perSecond = world.limits.requestsPerSecond * addressShare;
  const mayAsk = limiter({ burst: perSecond * burstSeconds, perSecond }, world.now);
  return (c, next) =>
    mayAsk(addressIn(c, world)) ? next() : Promise.resolve(refusedAs(c, 'too-many'));
}

/**
 * Looks at no body of a stranger: all they can do is come in, and that takes a few bytes. A body that was announced, up to
 * `most` bytes, is dropped as it comes, for a browser listens only when it has sent all; every other one is refused at once.
 * Whoever is known has room for so much at once.
 */
export function bodiesOfKnownOnly({ people }: HttpWorld, most: number): MiddlewareHandler {
  const room = new BodyRoom();
  return async (c, next) => {
    if (c.req.path === paths.enter || c.req.path === paths.leave) return next();
    const me = await people.whoIs(c.req.header('cookie'));
    if (me) {
      c.set('bodyRoom', (bytes) => room.take(me.account, bytes));
      return next();
    }
    if (Number(c.req.header('content-length')) <= most) await dropBody(c);
    return refusedAs(c, 'not-signed-in');
  };
}
