/** What the record says of acts and of writing: who, when, which thread; never the words. */
import type { Act, SentAct } from '@gloss/shared/rules/acts';
import type { AccountId, DraftId, Instant } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import type { Thread } from '@gloss/shared/words/thread';

import type { Noted } from '../record/record.ts';

/** Who writes again within this time is still at the same piece of writing. */
const spellMs = 30 * 60_000;

/** @returns the row for an act that was done. */
export function actNoted(
  draft: DraftId,
  { act }: SentAct,
  { actor, at }: { readonly actor: Participant; readonly at: Instant },
  { number }: Pick<Thread, 'number'>,
): Noted {
  const about = act.act === 'assign' ? (act.to ?? null) : null;
  const by = actor.account;
  return { at, by, did: act.act, draft, about, thread: number, detail: detailOf(act) };
}

/** @returns the row for a revised text that was brought in. */
export function revisionNoted(draft: DraftId, by: AccountId, at: Instant): Noted {
  return { at, by, did: 'revised', draft, about: null, thread: null, detail: '' };
}

/** Codes of closed lists only. */
function detailOf(act: Act): string {
  if (act.act === 'decide') return act.as;
  return act.act === 'set-type' ? act.type : '';
}

/** When each person last wrote in the text, so that a piece of writing is recorded once. Costs an edit one look-up. */
export class Spells {
  readonly #draft: DraftId;
  readonly #wroteAt = new Map<AccountId, Instant>();

  constructor(draft: DraftId) {
    this.#draft = draft;
  }

  /** @returns the row for somebody who has just begun to write; undefined for who goes on. */
  wrote(by: AccountId, at: Instant): Noted | undefined {
    const before = this.#wroteAt.get(by);
    this.#wroteAt.set(by, at);
    if (before !== undefined && at - before < spellMs) return undefined;
    return { at, by, did: 'wrote', draft: this.#draft, about: null, thread: null, detail: '' };
  }
}
