import type { JSONContent } from '@gloss/shared/text/content';
/** The text as a file: what is on disk now, for everyone who may read it. */
import { toHtml } from '@gloss/shared/text/html';
import { toMarkdown } from '@gloss/shared/text/markdown';
import { paths } from '@gloss/shared/wire/api';
import type { Handler } from 'hono';
import { Hono } from 'hono';

import type { Doors } from './doors.ts';
import { anyDraft } from './doors.ts';
import { attachment } from './file-name.ts';
import { downloadPolicy } from './headers.ts';
import { refused } from './refusals.ts';
import type { HttpWorld } from './world.ts';

export function downloadRoutes({ rooms }: HttpWorld, doors: Doors): Hono {
  const download =
    (ending: string, type: string, write: (text: JSONContent, title: string) => string): Handler =>
    async (c) => {
      const here = await doors.part(c, 'read');
      if (!here.ok) return refused(c, here.refusal);
      const { id, title } = here.value.draft;
      return c.body(write(await rooms.content(id), title), 200, {
        'content-type': `${type}; charset=utf-8`,
        'content-disposition': attachment(title, ending),
        'content-security-policy': downloadPolicy,
      });
    };
  return new Hono()
    .get(paths.download(anyDraft, 'md'), download('md', 'text/markdown', toMarkdown))
    .get(paths.download(anyDraft, 'html'), download('html', 'text/html', toHtml));
}
