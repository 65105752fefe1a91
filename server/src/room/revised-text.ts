/** A revised text comes into a draft: the edit, the anchors it moves and its row of the record are one batch, all or nothing. */
import type { Carried } from '@gloss/shared/text/carried';
import type { Revised } from '@gloss/shared/wire/api';
import type { Anchor } from '@gloss/shared/words/anchor';
import type { AccountId, DraftId, Instant } from '@gloss/shared/words/ids';
import type { RefusalCode, Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type { Thread } from '@gloss/shared/words/thread';

import { serverAccount } from '../journal/journal.ts';
import { CarriedPassages } from './carried-passages.ts';
import type { Docket } from './docket.ts';
import type { DraftJournal } from './draft-journal.ts';
import { revisionNoted } from './noted.ts';
import type { TextRoom } from './text-room.ts';

export interface RevisedWorld {
  readonly draft: DraftId;
  readonly text: TextRoom;
  readonly docket: Docket;
  readonly journal: DraftJournal;
}

/** A revised text as the edit that a text needs to say it; null where it says it already. */
export interface Revision {
  readonly update: Uint8Array | null;
  /** The words that it writes anew elsewhere. */
  readonly carried: readonly Carried[];
}

/** Whose edit it is, and when. */
export interface Bringing {
  readonly by: AccountId;
  readonly at: Instant;
}

/**
 * Puts the edit in that makes the text say what a file says. Resolves when it is on disk.
 * @returns what became of the threads. A refusal has changed nothing.
 */
export async function bringIn(
  { draft, text, docket, journal }: RevisedWorld,
  { update, carried }: Revision,
  { by, at }: Bringing,
): Promise<Ruling<Revised>> {
  const before = [...docket.threads.all()];
  const leaving = new CarriedPassages(text.doc, before, carried);
  const taken = update === null ? grant(null) : text.take(update, by, at);
  if (!taken.ok) return refuse(taken.refusal.code, sentences[taken.refusal.code]);
  const edit = taken.value;
  if (edit === null) return grant({ isChanged: false, threads: fates(before, docket) });
  const moved = docket
    .unsettledBy(edit.change, edit.entry.seq, at)
    .map((thread) => leaving.placed(text.doc, thread, edit.entry.seq, at));
  const entries = moved.length > 0 ? [docket.write(moved, serverAccount, at)] : [];
  for (const thread of moved) docket.keep(thread);
  await journal.remember({
    entries: [edit.entry, ...entries],
    bindings: edit.bindings,
    record: revisionNoted(draft, by, at),
  });
  return grant({ isChanged: true, threads: fates(before, docket) });
}

/** What the codes of an edit mean of a file. Those of a socket speak of a page to reload. */
const sentences: Partial<Record<RefusalCode, string>> = {
  'too-large': 'With this file the text would be larger than a text may be. Nothing was changed.',
  'update-gap':
    'The draft was loaded anew while the file was read. Nothing was changed. Try again.',
  'update-invalid':
    'The draft was rebuilt while the file was read, so that both do not fit together. Nothing was changed. Try again.',
};

/** What became of each thread that had a place in the text, or has one now. */
function fates(before: readonly Thread[], docket: Docket): Revised['threads'] {
  const counts = { unchanged: 0, edited: 0, moved: 0, toConfirm: 0, lost: 0, found: 0 };
  for (const { id, anchor } of before) {
    const now = docket.threads.thread(id)?.anchor;
    if (anchor && now) {
      const fate = fateOf(anchor, now);
      if (fate) counts[fate] += 1;
    }
  }
  return counts;
}

function fateOf(before: Anchor, now: Anchor): keyof Revised['threads'] | null {
  const wasLost = before.state.is === 'orphaned';
  if (now.state.is === 'orphaned') return wasLost ? null : 'lost';
  if (wasLost) return 'found';
  if (now.state.is === 'moved' && now.state.confirm) return 'toConfirm';
  if (JSON.stringify(before.state) === JSON.stringify(now.state)) return 'unchanged';
  return now.state.is === 'anchored' ? 'unchanged' : now.state.is;
}
