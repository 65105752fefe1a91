/** The record of a draft, for its leads: a page at a time, and the whole of it as a file. Nothing here can change it. */
import { Readable } from 'node:stream';

import { paths, RecordQuestion } from '@gloss/shared/wire/api';
import { recordKinds } from '@gloss/shared/words/record';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type { Context } from 'hono';
import { Hono } from 'hono';

import type { Place } from '../record/merge.ts';
import { readPlace } from '../record/merge.ts';
import type { RecordQuery } from '../record/record.ts';
import type { Doors } from './doors.ts';
import { anyDraft } from './doors.ts';
import { attachment } from './file-name.ts';
import { downloadPolicy } from './headers.ts';
import { allPages, namedPage } from './record-pages.ts';
import { answer, refused } from './refusals.ts';
import type { HttpWorld } from './world.ts';

/** Rows read at a time for the file. */
const rowsAtOnce = 1000;

export function recordRoutes(world: HttpWorld, doors: Doors): Hono {
  const { people, record } = world;
  const sources = { acts: record, people: people.record, accounts: () => people.accounts() };
  return new Hono()
    .get(paths.record(anyDraft), async (c) => {
      const here = await doors.part(c, 'read-record');
      if (!here.ok) return refused(c, here.refusal);
      const asked = questionOf(c);
      if (!asked.ok) return refused(c, asked.refusal);
      const { place, ...query } = asked.value;
      return answer(
        c,
        grant(await namedPage(sources, { ...query, draft: here.value.draft.id }, place)),
      );
    })
    .get(paths.recordFile(anyDraft), async (c) => {
      const here = await doors.part(c, 'read-record');
      if (!here.ok) return refused(c, here.refusal);
      const calm = doors.calmWithFiles(here.value.me);
      if (!calm.ok) return refused(c, calm.refusal);
      const { draft, me } = here.value;
      // First, so that the file says who took it.
      const done = { did: 'downloaded', detail: 'record' } as const;
      if (c.req.method === 'GET') await people.note({ ...done, by: me.account, draft: draft.id });
      // Loaded when someone first asks: no start waits for it.
      const { csvLines } = await import('./record-csv.ts');
      const pages = allPages(sources, { draft: draft.id, limit: rowsAtOnce });
      return c.body(Readable.toWeb(Readable.from(csvLines(pages))) as ReadableStream, 200, {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': attachment(draft.title, 'record.csv'),
        'content-security-policy': downloadPolicy,
      });
    });
}

type Asked = Pick<RecordQuery, 'by' | 'did' | 'limit'> & { readonly place?: Place | undefined };

function questionOf(c: Context): Ruling<Asked> {
  const asked = RecordQuestion.safeParse(c.req.query());
  if (!asked.success) return refuse('malformed');
  const { before, by, kind, limit } = asked.data;
  const place = before === undefined ? undefined : readPlace(before);
  if (place === null) return refuse('malformed');
  return grant({ place, by, did: kind && recordKinds[kind], limit });
}
