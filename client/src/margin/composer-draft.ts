/** What is being written about a passage or the whole draft, and the act it becomes. Pure; `composer.tsx` is the form. */
import type { Act } from '@gloss/shared/rules/acts';
import type { Selected } from '@gloss/shared/words/anchor';
import type { ThreadType } from '@gloss/shared/words/thread';

import type { MentionText } from './mention-area.tsx';

export interface ComposerDraft {
  readonly mode: 'say' | 'propose';
  readonly body: MentionText;
  /** null: not touched, it reads as the passage does. */
  readonly wording: string | null;
  readonly type: ThreadType;
  /** As typed, with commas. */
  readonly labels: string;
}

export const emptyComposer: ComposerDraft = {
  mode: 'say',
  body: { text: '', chosen: {} },
  wording: null,
  type: 'general',
  labels: '',
};

/** @returns whether there is anything in it that would be missed. */
export function holdsWords({ body, wording, labels }: ComposerDraft): boolean {
  return body.text.trim() !== '' || wording !== null || labels.trim() !== '';
}

/** @returns what is still missing. A proposal needs selected words and other wording; a comment needs a body. */
export function missingIn(
  draft: ComposerDraft,
  selected: Selected | null,
): 'body' | 'wording' | null {
  if (draft.mode === 'say' || selected === null)
    return draft.body.text.trim() === '' ? 'body' : null;
  return wordingOf(draft, selected) === selected.quote.exact ? 'wording' : null;
}

/** @returns the proposed wording as it stands in the field. */
export function wordingOf({ wording }: ComposerDraft, selected: Selected): string {
  return wording ?? selected.quote.exact;
}

/** @param body the words as they are sent, mentions marked. */
export function composedAct(
  draft: ComposerDraft,
  selected: Selected | null,
  { body, labels }: { readonly body: string; readonly labels: string[] },
): Act {
  const { type } = draft;
  if (draft.mode === 'propose' && selected)
    return { act: 'propose', selected, wording: wordingOf(draft, selected), body, type, labels };
  return { act: 'annotate', ...(selected && { selected }), body, type, labels };
}
