import { createHash } from 'node:crypto';

import { expect, test } from 'vitest';
import * as z from 'zod/mini';

import { SentAct } from '../rules/acts.ts';
import { DraftCard } from '../words/draft.ts';
import { Thread } from '../words/thread.ts';
import * as api from './api.ts';
import { message, query, sync } from './frames.ts';
import { OwnPresence, Presence } from './presence.ts';
import { protocolVersion } from './version.ts';

/** Protocol number → hash of everything that is said in it. A change of the wire wants a new number and a line in version.ts. */
const pinned: Record<number, string> = { 1: '092c48b6e43c' };

test('[W1] the wire does not change without its number', () => {
  const bodies = Object.entries({ ...api, SentAct, Thread, DraftCard, OwnPresence, Presence });
  const schemas = bodies.flatMap(([name, schema]) =>
    schema instanceof z.ZodMiniType
      ? [[name, z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })]]
      : [],
  );
  const words = JSON.stringify([schemas.toSorted(), message, sync, query]);
  expect(createHash('sha256').update(words).digest('hex').slice(0, 12)).toBe(
    pinned[protocolVersion],
  );
});
