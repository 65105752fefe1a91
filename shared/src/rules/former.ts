/**
 * How a docket keeps former wordings: each one once, in a list beside the messages, or the proposal, that had it. So a change
 * of words costs what is new, however often it was done before. In a `Thread` they stand in the message and the proposal.
 */
import { equalityDeep } from 'lib0/function';

import type { MessageId } from '../words/ids.ts';
import type { Message, Proposal, Thread } from '../words/thread.ts';

type FormerWords = Message['before'][number] & { readonly message: MessageId };
type FormerProposal = NonNullable<Proposal['before']>[number];

/** A thread as it lies in the docket. Threads of before protocol 5 have neither list, and every former wording in its place. */
export interface Stored extends Thread {
  readonly formerWords?: readonly FormerWords[];
  readonly formerProposals?: readonly FormerProposal[];
}

/** @returns the thread with each former wording in the message or the proposal that had it. */
export function joined({ formerWords = [], formerProposals = [], ...thread }: Stored): Thread {
  const whole = formerWords.length > 0 ? withWords(thread, formerWords) : thread;
  const { proposal } = whole;
  if (!proposal || formerProposals.length === 0) return whole;
  const before = [...formerProposals, ...(proposal.before ?? [])];
  return { ...whole, proposal: { ...proposal, before } };
}

function withWords(thread: Thread, former: readonly FormerWords[]): Thread {
  const byMessage = ofEach(former);
  const withOwn = (message: Message): Message => {
    const own = byMessage.get(message.id);
    if (!own) return message;
    const listed = own.map(({ message: _of, ...words }) => words);
    return { ...message, before: [...listed, ...message.before] };
  };
  return { ...thread, opening: withOwn(thread.opening), replies: thread.replies.map(withOwn) };
}

/**
 * @param stored as it lies there now. What has not changed stays as it is; what has is written in the form of today.
 * @returns the thread as it is to be stored.
 */
export function parted(thread: Thread, stored: Stored | undefined): Stored {
  const formerWords = [...(stored?.formerWords ?? [])];
  const formerProposals = [...(stored?.formerProposals ?? [])];
  const listed = ofEach(formerWords);
  const there = new Map(
    stored && [stored.opening, ...stored.replies].map((message) => [message.id, message]),
  );

  function part(message: Message): Message {
    const was = there.get(message.id);
    const known = listed.get(message.id)?.length ?? 0;
    const bare: Message = { ...message, before: [] };
    const isAsLong = was && message.before.length === known + was.before.length;
    if (isAsLong && equalityDeep(bare, { ...was, before: [] })) return was;
    for (const words of message.before.slice(known))
      formerWords.push({ message: message.id, ...words });
    return bare;
  }

  function partProposal({ before = [], ...bare }: Proposal): Proposal {
    const { before: inPlace = [], ...was } = stored?.proposal ?? {};
    const known = formerProposals.length;
    if (before.length === known + inPlace.length && equalityDeep(bare, was))
      return stored?.proposal ?? bare;
    formerProposals.push(...before.slice(known));
    return bare;
  }

  return {
    ...thread,
    opening: part(thread.opening),
    replies: thread.replies.map(part),
    ...(thread.proposal && { proposal: partProposal(thread.proposal) }),
    formerWords,
    formerProposals,
  };
}

/** Every browser that opens Gloss runs this; not each of them has `Map.groupBy`. */
function ofEach(former: readonly FormerWords[]): Map<MessageId, FormerWords[]> {
  const found = new Map<MessageId, FormerWords[]>();
  for (const words of former) {
    const own = found.get(words.message);
    if (own) own.push(words);
    else found.set(words.message, [words]);
  }
  return found;
}
