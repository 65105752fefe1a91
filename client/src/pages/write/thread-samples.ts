/** Threads for the tests of this room. */
import type { Anchor } from '@gloss/shared/words/anchor';
import type { Disposition } from '@gloss/shared/words/disposition';
import { AccountId, BlockId, MessageId, ThreadId } from '@gloss/shared/words/ids';
import type { Author } from '@gloss/shared/words/participant';
import type { Thread } from '@gloss/shared/words/thread';

const author: Author = {
  account: AccountId.parse('reviewer-1'),
  name: 'Patient voice',
  organisation: '',
  colour: 2,
};

export const decided: Disposition = { as: 'noted', reason: 'Seen', by: author, at: 0 };

export function anAnchor(block: string): Anchor {
  return {
    span: { start: 'AA', end: 'AA', bid: BlockId.parse(block) },
    quote: { exact: 'words', prefix: '', suffix: '' },
    section: '',
    seq: 1,
    state: { is: 'anchored' },
  };
}

export function aThread(number: number, differs: Partial<Thread> = {}): Thread {
  return {
    id: ThreadId.parse(`thread-${number}`),
    number,
    type: 'general',
    labels: [],
    anchor: anAnchor('b1'),
    opening: {
      id: MessageId.parse(`message-${number}`),
      by: author,
      at: 0,
      body: 'Words',
      mentions: [],
      before: [],
    },
    replies: [],
    history: [],
    ...differs,
  };
}
