/**
 * Who may pass. A route is written as a question to people and rooms; these put the same checks before each of them,
 * in the same order: signed in → takes part → role allows → not too much → the body has its form → all that still holds.
 */
import { may } from '@gloss/shared/rules/may';
import type { Permission } from '@gloss/shared/rules/may';
import type { Me } from '@gloss/shared/wire/api';
import { DraftId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type { Context, Handler } from 'hono';
import type { ZodMiniType } from 'zod/mini';

import type { DraftRow } from '../people/database.ts';
import { readBody } from './body.ts';
import { limiter } from './rates.ts';
import { answer, refused } from './refusals.ts';
import { burstSeconds } from './throttle.ts';
import type { HttpWorld } from './world.ts';

/** Someone in a draft they take part in. What was checked is what is used: there is no second look-up by an id. */
export interface Part {
  readonly me: Me;
  readonly draft: DraftRow;
  readonly participant: Participant;
  readonly participants: readonly Participant[];
}

/** Stands for a draft's id in the patterns of addresses. */
export const anyDraft = ':draft' as DraftId;

export interface Doors {
  /** @returns the person signed in, or `not-signed-in`. */
  who(c: Context): Promise<Ruling<Me>>;
  /** @returns the person's part in the draft of the address. A draft of others reads as one that does not exist. */
  part(c: Context, permission: Permission): Promise<Ruling<Part>>;
  /**
   * @returns what `who` and `part` do, asked once more and not counted: a body, or the reading of a file, may take minutes, in
   * which somebody may have been removed, or signed out.
   */
  stillWho(c: Context): Promise<Ruling<Me>>;
  stillPart(c: Context, permission: Permission): Promise<Ruling<Part>>;
  /** @returns `too-many` where this person has asked for too many changes just now. */
  calm(me: Me): Ruling<void>;
  /** @returns `too-many` where this person has asked for too many whole documents just now, in or out. */
  calmWithFiles(me: Me): Ruling<void>;
  /** A GET in a draft. */
  seeing(handle: (part: Part, c: Context) => Promise<Ruling<object>>): Handler;
  /** A POST in a draft, with a JSON body. */
  changing<Body>(
    permission: Permission,
    schema: ZodMiniType<Body>,
    handle: (part: Part, body: Body, c: Context) => Promise<Ruling<object>>,
  ): Handler;
}

export function doorsTo({ people, limits, now }: HttpWorld): Doors {
  const rate = (perSecond: number) => limiter({ burst: perSecond * burstSeconds, perSecond }, now);
  const mayAsk = rate(limits.requestsPerSecond);
  const mayChange = rate(limits.changesPerSecond);
  const mayHaveFiles = limiter(
    { burst: limits.filesPerMinute, perSecond: limits.filesPerMinute / 60 },
    now,
  );

  const stillWho: Doors['stillWho'] = async (c) => {
    const me = await people.whoIs(c.req.header('cookie'));
    return me ? grant(me) : refuse('not-signed-in');
  };

  const who: Doors['who'] = async (c) => {
    const me = await stillWho(c);
    return !me.ok || mayAsk(me.value.account) ? me : refuse('too-many');
  };

  const partOf = async (
    c: Context,
    me: Ruling<Me>,
    permission: Permission,
  ): Promise<Ruling<Part>> => {
    if (!me.ok) return me;
    const id = DraftId.safeParse(c.req.param('draft'));
    const draft = id.success ? await people.draftRow(id.data) : undefined;
    if (!draft) return refuse('no-such-draft');
    const participants = await people.participants(draft.id);
    const participant = participants.find(({ account }) => account === me.value.account);
    if (!participant) return refuse('no-such-draft');
    if (!may(participant.role, permission)) return refuse('not-your-role');
    return grant({ me: me.value, draft, participant, participants });
  };

  const part: Doors['part'] = async (c, permission) => partOf(c, await who(c), permission);
  const stillPart: Doors['stillPart'] = async (c, permission) =>
    partOf(c, await stillWho(c), permission);

  const calm: Doors['calm'] = ({ account }) =>
    mayChange(account) ? grant(undefined) : refuse('too-many');

  const calmWithFiles: Doors['calmWithFiles'] = ({ account }) =>
    mayHaveFiles(account) ? grant(undefined) : refuse('too-many');

  return {
    who,
    part,
    stillWho,
    stillPart,
    calm,
    calmWithFiles,
    seeing: (handle) => async (c) => {
      const here = await part(c, 'read');
      return answer(c, here.ok ? await handle(here.value, c) : here);
    },
    changing: (permission, schema, handle) => async (c) => {
      const here = await part(c, permission);
      if (!here.ok) return refused(c, here.refusal);
      const rate = calm(here.value.me);
      if (!rate.ok) return refused(c, rate.refusal);
      const body = await readBody(c, schema);
      if (!body.ok) return refused(c, body.refusal);
      const now = await stillPart(c, permission);
      return answer(c, now.ok ? await handle(now.value, body.value, c) : now);
    },
  };
}
