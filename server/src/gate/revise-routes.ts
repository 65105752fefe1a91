/** A revised text brought in over a draft: who may write sends a file, and the text says what it says. */
import { paths } from '@gloss/shared/wire/api';
import type { Revised } from '@gloss/shared/wire/api';
import type { Ruling } from '@gloss/shared/words/refusal';
import { refuse } from '@gloss/shared/words/refusal';
import type { Context } from 'hono';
import { Hono } from 'hono';

import type { Doors, Part } from './doors.ts';
import { anyDraft } from './doors.ts';
import type { FileTurns } from './file-turns.ts';
import { readForm } from './form.ts';
import { answer, refused, refusedAs } from './refusals.ts';
import type { HttpWorld } from './world.ts';

const address = new RegExp(`^${paths.revision(anyDraft).replace(anyDraft, '[^/]+')}$`);

/** @returns whether a path is one of these, which take files. */
export function isRevision(path: string): boolean {
  return address.test(path);
}

export function reviseRoutes(world: HttpWorld, doors: Doors, turns: FileTurns): Hono {
  return new Hono().post(paths.revision(anyDraft), async (c) => {
    const here = await doors.part(c, 'write-text');
    if (!here.ok) return refused(c, here.refusal);
    const calm = doors.calmWithFiles(here.value.me);
    if (!calm.ok) return refused(c, calm.refusal);
    const end = turns.take(here.value.me.account);
    if (end === null)
      return refusedAs(
        c,
        'too-many',
        'Another file is being read. Nothing was changed. Try again in a moment.',
      );
    try {
      return answer(c, await revised(c, { world, doors, turns, part: here.value }));
    } finally {
      end();
    }
  });
}

interface Revising {
  readonly world: HttpWorld;
  readonly doors: Doors;
  readonly turns: FileTurns;
  readonly part: Part;
}

async function revised(
  c: Context,
  { world, doors, turns, part: { me, draft } }: Revising,
): Promise<Ruling<Revised>> {
  const form = await readForm(c);
  const file = form?.get('file');
  if (!(file instanceof File))
    return refuse('malformed', 'Send the file as "file" in the form. Nothing was changed.');
  // Who saw the draft before a backup was put back would write over what they have never seen.
  if (form?.get('epoch') !== String(draft.epoch))
    return refuse(
      'passage-changed',
      'This is not the draft that you have open. Nothing was changed. Reload the page.',
    );
  const bytes = new Uint8Array(await file.arrayBuffer());
  return turns.read(() =>
    world.rooms.revise(draft.id, me.account, async (state) => {
      const revision = await world.reviseByFile({ file: { name: file.name, bytes }, state });
      const still = await doors.stillPart(c, 'write-text');
      return still.ok ? revision : still;
    }),
  );
}
