/** The one address for everything people say and decide. The rules judge (shared/src/rules); the docket's room acts. */
import { SentAct } from '@gloss/shared/rules/acts';
import { paths } from '@gloss/shared/wire/api';
import { Hono } from 'hono';

import type { Doors } from './doors.ts';
import { anyDraft } from './doors.ts';
import type { HttpWorld } from './world.ts';

export function actRoutes({ rooms }: HttpWorld, doors: Doors): Hono {
  return new Hono().post(
    paths.acts(anyDraft),
    // `read` is enough to be heard here: each act asks for its own permission.
    doors.changing('read', SentAct, ({ draft, participant, participants }, sent) =>
      rooms.act(draft.id, participant, participants, sent),
    ),
  );
}
