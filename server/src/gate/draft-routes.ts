/** Drafts: the list, one in full, a new one (empty or from a file), and its title and status. */
import { firstWords } from '@gloss/shared/text/content';
import type { FirstWords } from '@gloss/shared/text/content';
import { DraftSettings, NewDraft, paths } from '@gloss/shared/wire/api';
import type { Me } from '@gloss/shared/wire/api';
import { DraftTitle } from '@gloss/shared/words/draft';
import type { DraftCard, DraftSummary } from '@gloss/shared/words/draft';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type { Context } from 'hono';
import { Hono } from 'hono';

import type { Imported } from '../exchange/import.ts';
import { newDraftId } from '../people/drafts.ts';
import { readBody } from './body.ts';
import type { Doors } from './doors.ts';
import { anyDraft } from './doors.ts';
import type { FileTurns } from './file-turns.ts';
import { isForm, readForm } from './form.ts';
import { answer, refused } from './refusals.ts';
import { summariesFor, summaryFor } from './summaries.ts';
import type { HttpWorld } from './world.ts';

export function draftRoutes(world: HttpWorld, doors: Doors, turns: FileTurns): Hono {
  const { people } = world;
  return new Hono()
    .get(paths.drafts, async (c) => {
      const me = await doors.who(c);
      if (!me.ok) return refused(c, me.refusal);
      return c.json(await summariesFor(world, me.value.account));
    })
    .post(paths.drafts, async (c) => {
      const me = await mayCreate(c, doors);
      if (!me.ok) return refused(c, me.refusal);
      const wanted = isForm(c)
        ? await readFileInTurn(c, { world, doors, turns, me: me.value })
        : await readNewDraft(c);
      if (!wanted.ok) return refused(c, wanted.refusal);
      const still = mayLead(await doors.stillWho(c));
      return answer(c, still.ok ? grant(await create(world, still.value, wanted.value)) : still);
    })
    .get(
      paths.draft(anyDraft),
      doors.seeing(async ({ draft, participant, participants }) => {
        const summary = await summaryFor(world, draft, participant.role);
        const card: DraftCard = { ...summary, epoch: draft.epoch, participants: [...participants] };
        return grant(card);
      }),
    )
    .post(
      paths.draft(anyDraft),
      doors.changing('set-status', DraftSettings, async ({ draft, participant }, settings) => {
        await people.changeDraft(draft.id, settings, participant.account);
        const changed = (await people.draftRow(draft.id)) ?? draft;
        return grant(await summaryFor(world, changed, participant.role));
      }),
    );
}

async function mayCreate(c: Context, doors: Doors): Promise<Ruling<Me>> {
  const me = mayLead(await doors.who(c));
  if (!me.ok) return me;
  const rate = doors.calm(me.value);
  return rate.ok ? me : rate;
}

function mayLead(me: Ruling<Me>): Ruling<Me> {
  return !me.ok || me.value.mayCreate
    ? me
    : refuse('not-your-role', 'Only people who lead a draft may create one. Ask a lead.');
}

/** A new draft as it was asked for. */
interface Wanted extends Imported {
  readonly isImported: boolean;
}

/** A JSON body names an empty draft. */
async function readNewDraft(c: Context): Promise<Ruling<Wanted>> {
  const body = await readBody(c, NewDraft);
  if (!body.ok) return body;
  const { title } = body.value;
  return grant({ title, words: emptyDraft(title), isImported: false });
}

async function readFileInTurn(
  c: Context,
  { world, doors, turns, me }: { world: HttpWorld; doors: Doors; turns: FileTurns; me: Me },
): Promise<Ruling<Wanted>> {
  const calm = doors.calmWithFiles(me);
  if (!calm.ok) return calm;
  const end = turns.take(me.account);
  if (end === null)
    return refuse(
      'too-many',
      'Another file is being read. Nothing was created. Try again in a moment.',
    );
  try {
    return await readFile(c, world, turns);
  } finally {
    end();
  }
}

/** A form brings a file, whose own title counts where the form gives none. */
async function readFile(c: Context, world: HttpWorld, turns: FileTurns): Promise<Ruling<Wanted>> {
  const form = await readForm(c);
  const file = form?.get('file');
  if (!(file instanceof File)) return refuse('malformed', 'Send the file as "file" in the form.');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const imported = await turns.read(() => world.importFile({ name: file.name, bytes }));
  if (!imported.ok) return imported;
  const title = DraftTitle.safeParse(form?.get('title'));
  const wanted = { ...imported.value, isImported: true };
  return grant(title.success ? { ...wanted, title: title.data } : wanted);
}

/** The words come first: a draft is on no list before it can be opened. */
async function create(
  world: HttpWorld,
  me: Me,
  { title, words, isImported }: Wanted,
): Promise<DraftSummary> {
  const id = newDraftId();
  await world.rooms.create(id, words, me.account);
  const row = { id, title, status: 'drafting', lead: me.account, isImported } as const;
  await world.people.createDraft(row);
  const draft = await world.people.draftRow(id);
  if (!draft) throw new Error('a draft just created is not there');
  return summaryFor(world, draft, 'lead');
}

/** A heading to begin under, and a place to write. */
function emptyDraft(title: string): FirstWords {
  const heading = {
    type: 'heading',
    attrs: { level: 1 },
    content: [{ type: 'text', text: title }],
  };
  return firstWords({ type: 'doc', content: [heading, { type: 'paragraph' }] });
}
