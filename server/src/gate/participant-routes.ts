/** Who takes part: leads appoint, change roles and remove. The sockets of those concerned are judged anew (upgrade.ts). */
import { Appoint, ChangeRole, paths } from '@gloss/shared/wire/api';
import type { Appointed } from '@gloss/shared/wire/api';
import { AccountId } from '@gloss/shared/words/ids';
import { grant, refuse } from '@gloss/shared/words/refusal';
import { Hono } from 'hono';

import type { Doors } from './doors.ts';
import { anyDraft } from './doors.ts';
import type { HttpWorld } from './world.ts';

const anyone = ':account' as AccountId;

export function participantRoutes({ people }: HttpWorld, doors: Doors): Hono {
  return new Hono()
    .post(
      paths.participants(anyDraft),
      doors.changing('appoint', Appoint, async ({ draft, me }, person) => {
        const appointed = await people.appoint(draft.id, person, me.account);
        if (!appointed.ok) return appointed;
        const participants = [...(await people.participants(draft.id))];
        const body: Appointed = { participants, link: appointed.value.link };
        return grant(body);
      }),
    )
    .post(
      paths.participant(anyDraft, anyone),
      doors.changing('appoint', ChangeRole, async ({ draft, me }, { role }, c) => {
        const account = AccountId.safeParse(c.req.param('account'));
        if (!account.success) return refuse('no-such-person');
        const changed = await people.changeRole(draft.id, account.data, role, me.account);
        return changed.ok ? grant([...(await people.participants(draft.id))]) : changed;
      }),
    );
}
