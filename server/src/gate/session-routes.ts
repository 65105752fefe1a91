/** Who am I, come in, go out. Only a POST uses a link up: what scans mail and previews addresses sends GETs. */
import { Enter, paths } from '@gloss/shared/wire/api';
import type { Entered } from '@gloss/shared/wire/api';
import type { Context } from 'hono';
import { Hono } from 'hono';

import { readBody } from './body.ts';
import type { Doors } from './doors.ts';
import { entries, limiter } from './rates.ts';
import { answer, refused, refusedAs } from './refusals.ts';
import { summariesFor } from './summaries.ts';
import { addressIn } from './throttle.ts';
import type { HttpWorld } from './world.ts';

export function sessionRoutes(world: HttpWorld, doors: Doors): Hono {
  const { people, now } = world;
  const mayEnter = limiter(entries, now);
  return new Hono()
    .get(paths.me, async (c) => answer(c, await doors.who(c)))
    .post(paths.enter, async (c) => {
      if (!mayEnter(addressIn(c, world))) return refusedAs(c, 'too-many');
      const entering = await readBody(c, Enter);
      if (!entering.ok) return refused(c, entering.refusal);
      const entered = await people.enter(entering.value, c.req.raw.headers);
      if (!entered.ok) return refused(c, entered.refusal);
      const { me, cookies } = entered.value;
      setCookies(c, cookies);
      const body: Entered = { me, drafts: await summariesFor(world, me.account) };
      return c.json(body);
    })
    .post(paths.leave, async (c) => {
      setCookies(c, await people.leave(c.req.header('cookie')));
      return c.json({});
    });
}

function setCookies(c: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
}
