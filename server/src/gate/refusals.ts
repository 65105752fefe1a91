/** A refusal as an HTTP answer: one table from code to status, and the one body every answer that is not 2xx has. */
import type { Refused } from '@gloss/shared/wire/api';
import type { Refusal, RefusalCode, Ruling } from '@gloss/shared/words/refusal';
import { refusalSentences } from '@gloss/shared/words/refusal';
import type { Context } from 'hono';

/** 409: right in itself, but not as things stand now. */
export const statuses = {
  malformed: 400,
  'no-duplicate-named': 400,
  'passage-empty': 400,
  'file-empty': 400,
  'file-unreadable': 400,
  'update-undecodable': 400,
  'update-gap': 400,
  'update-invalid': 400,
  'not-signed-in': 401,
  'link-spent': 401,
  'not-your-role': 403,
  'not-yours': 403,
  'foreign-origin': 403,
  'update-forged': 403,
  'no-such-draft': 404,
  'no-such-thread': 404,
  'no-such-message': 404,
  'no-such-person': 404,
  'no-such-address': 404,
  'already-decided': 409,
  'not-decided': 409,
  'already-answered': 409,
  'passage-lines': 409,
  'blocks-gone': 409,
  'blocks-unfit': 409,
  'proposal-rebased': 409,
  'no-proposal': 409,
  'not-applied': 409,
  'already-withdrawn': 409,
  'passage-changed': 409,
  'thread-full': 409,
  'docket-full': 409,
  'last-lead': 409,
  'act-id-taken': 409,
  'too-large': 413,
  'too-many': 429,
  fault: 500,
} as const satisfies Record<RefusalCode, number>;

/** By then there are permits again; a person who tries at once is told the same and no worse. */
const comeBackSeconds = '10';

/** Answers with a refusal. */
export function refused(c: Context, refusal: Refusal): Response {
  const body: Refused = { refusal };
  if (refusal.code === 'too-many') c.header('retry-after', comeBackSeconds);
  return c.json(body, statuses[refusal.code]);
}

/** Answers with a refusal of that code, in the list's words or more telling ones. */
export function refusedAs(
  c: Context,
  code: RefusalCode,
  sentence: string = refusalSentences[code],
): Response {
  return refused(c, { code, sentence });
}

/** Answers with the value, or with why not. */
export function answer(c: Context, ruling: Ruling<object>): Response {
  return ruling.ok ? c.json(ruling.value) : refused(c, ruling.refusal);
}
