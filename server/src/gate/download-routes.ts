/** The text as a file: what is on disk now, for everyone who may read it. */
import type { JSONContent } from '@gloss/shared/text/content';
import type { Steps } from '@gloss/shared/text/in-steps';
import { paths } from '@gloss/shared/wire/api';
import type { Handler } from 'hono';
import { Hono } from 'hono';

import { Turns } from '../room/turns.ts';
import type { Doors } from './doors.ts';
import { anyDraft } from './doors.ts';
import { attachment } from './file-name.ts';
import { downloadPolicy } from './headers.ts';
import { refused } from './refusals.ts';
import type { HttpWorld } from './world.ts';

type Write = (text: JSONContent, title: string) => Steps<string>;

// Loaded when someone first asks: every start would be slower by the tenth part for them.
const markdown = async (): Promise<Write> =>
  (await import('@gloss/shared/text/markdown')).markdownInSteps;
const html = async (): Promise<Write> => (await import('@gloss/shared/text/html')).htmlInSteps;

export function downloadRoutes({ people, rooms }: HttpWorld, doors: Doors): Hono {
  const download =
    (ending: 'md' | 'html', type: string, writer: () => Promise<Write>): Handler =>
    async (c) => {
      const here = await doors.part(c, 'read');
      if (!here.ok) return refused(c, here.refusal);
      const calm = doors.calmWithFiles(here.value.me);
      if (!calm.ok) return refused(c, calm.refusal);
      const { draft, me } = here.value;
      const { id, title } = draft;
      const write = await writer();
      // Of a long text: others go first. Nobody else holds these turns, for nobody else has this copy of the text.
      const file = await new Turns().inSlices(write(await rooms.content(id), title), () => {});
      // Whoever asks for the heading alone takes nothing away.
      if (c.req.method === 'GET')
        await people.note({ did: 'downloaded', by: me.account, draft: id, detail: ending });
      return c.body(file, 200, {
        'content-type': `${type}; charset=utf-8`,
        'content-disposition': attachment(title, ending),
        'content-security-policy': downloadPolicy,
      });
    };
  return new Hono()
    .get(paths.download(anyDraft, 'md'), download('md', 'text/markdown', markdown))
    .get(paths.download(anyDraft, 'html'), download('html', 'text/html', html));
}
