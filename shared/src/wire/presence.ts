/** What each person's awareness state holds. Who they are is stamped by the server; where they are is their own to say. */
import * as z from 'zod/mini';

import { AccountId, BlockId } from '../words/ids.ts';
import { Colour, PersonName } from '../words/participant.ts';
import { Role } from '../words/role.ts';

/** A Yjs relative position as y-tiptap's cursor plugin writes it into awareness. */
const RelativePosition = z.looseObject({
  type: z.optional(z.nullable(z.object({ client: z.number(), clock: z.number() }))),
  tname: z.optional(z.nullable(z.literal('body'))),
  item: z.optional(z.nullable(z.object({ client: z.number(), clock: z.number() }))),
  assoc: z.optional(z.number()),
});

/** What a client sends of itself. Unknown keys are dropped. */
export const OwnPresence = z.object({
  cursor: z.optional(z.nullable(z.object({ anchor: RelativePosition, head: RelativePosition }))),
  /** The `bid` of the heading of the section the person is in; null above the first. */
  section: z.optional(z.nullable(BlockId)),
});
export type OwnPresence = z.infer<typeof OwnPresence>;

/** What others receive. `user.name` and `user.colour` come from the account. */
export const Presence = z.extend(OwnPresence, {
  user: z.object({ account: AccountId, name: PersonName, role: Role, colour: Colour }),
});
export type Presence = z.infer<typeof Presence>;
