/** Threads for the tests of this room. */
import type { Anchor, AnchorState } from '@gloss/shared/words/anchor';
import type { AccountId, BlockId, MessageId, ThreadId } from '@gloss/shared/words/ids';
import type { Author, Participant } from '@gloss/shared/words/participant';
import type { Message, Thread } from '@gloss/shared/words/thread';

export const lead = person('acct-lead-1', 'Deputy Head of Strategy', 'lead');
export const editor = person('acct-editor', 'Editor, workforce', 'editor');
export const reviewer = person('acct-review', 'Patient and public voice', 'reviewer');
export const reader = person('acct-reader', 'Observer, regulator', 'reader');

export function person(account: string, name: string, role: Participant['role']): Participant {
  return { account: account as AccountId, name, organisation: 'Care association', role, colour: 1 };
}

export function anchored(state: AnchorState = { is: 'anchored' }): Anchor {
  return {
    span: { start: 'AA', end: 'BB', bid: 'b1' as BlockId },
    quote: { exact: 'for most patients', prefix: '', suffix: '' },
    section: 'Our ambitions',
    seq: 1,
    state,
  };
}

export function said(by: Author, body = 'Which threshold?'): Message {
  return { id: `message-${body.length}` as MessageId, by, at: 1, body, mentions: [], before: [] };
}

/** @returns an open thread of the reviewer on a passage, with what is given in place of its own. */
export function thread(number: number, part: Partial<Thread> = {}): Thread {
  return {
    id: `thread-${number}` as ThreadId,
    number,
    type: 'general',
    labels: [],
    anchor: anchored(),
    opening: said(reviewer),
    replies: [],
    history: [],
    ...part,
  };
}

/** @returns a thread about the whole draft. */
export function onWholeDraft(number: number): Thread {
  const { anchor: _none, ...rest } = thread(number);
  return rest;
}

export function declined(by: Author = lead): Thread['disposition'] {
  return { as: 'declined', reason: 'Boards decide.', by, at: 2 };
}
