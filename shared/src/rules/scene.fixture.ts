/** A scene for tests of the rules: a thread by a reviewer, the people of a draft, one instant. */
import * as Y from 'yjs';

import { blocksAtHand } from '../text/blocks-at-hand.ts';
import type { Selected } from '../words/anchor.ts';
import { AccountId, ActId, BlockId, ThreadId } from '../words/ids.ts';
import type { Participant } from '../words/participant.ts';
import { grant } from '../words/refusal.ts';
import type { Ruling } from '../words/refusal.ts';
import type { Role } from '../words/role.ts';
import type { Thread } from '../words/thread.ts';
import type { Act } from './acts.ts';
import { judge } from './acts.ts';
import type { Effect, Scene } from './scene.ts';

export function person(role: Role, name: string = role): Participant {
  return {
    account: AccountId.parse(`account-${name}`),
    name,
    organisation: '',
    role,
    colour: 1,
  };
}

export const people = [person('reader'), person('reviewer'), person('editor'), person('lead')];

export const selected: Selected = {
  start: 'AAAA',
  end: 'BBBB',
  bid: BlockId.parse('block-1'),
  quote: { exact: 'the words', prefix: '', suffix: '' },
};

export function sceneFor(
  actor: Participant,
  threads: readonly Thread[] = [],
  act = 'act-0001',
): Scene {
  return {
    act: ActId.parse(act),
    at: 1_000 + threads.length,
    actor,
    participants: people,
    nextNumber: threads.length + 1,
    thread: (which) => threads.find(({ id, number }) => id === which || number === which),
    settle: ({ quote, ...span }) =>
      grant({ span, quote, section: '', seq: 1, state: { is: 'anchored' } }),
    blocks: blocksAtHand(new Y.Doc()),
  };
}

/** @returns the thread an act leaves behind; throws where the act is refused. */
export function done(
  act: Act,
  actor: Participant,
  threads: readonly Thread[] = [],
  id?: string,
): Thread {
  const ruling = judge(act, sceneFor(actor, threads, id));
  if (!ruling.ok) throw new Error(ruling.refusal.code);
  return ruling.value.thread;
}

/** @returns the code of a refusal, or "granted". */
export function codeOf(ruling: Ruling<Effect>): string {
  return ruling.ok ? 'granted' : ruling.refusal.code;
}

export const annotation: Act = {
  act: 'annotate',
  selected,
  body: 'Who is meant?',
  type: 'substantive',
  labels: ['Equity'],
};

export const proposed: Act = {
  act: 'propose',
  selected,
  wording: 'better words',
  body: '',
  type: 'editorial',
  labels: [],
};

/** @returns an open thread by `author`, with a reply of theirs. */
export function openThread(author: Participant = person('reviewer')): Thread {
  const thread = done(annotation, author);
  return done({ act: 'reply', thread: thread.id, body: 'And why?' }, author, [thread], 'act-0002');
}

/** @returns the same, decided by the lead. */
export function decidedThread(author: Participant = person('reviewer')): Thread {
  const thread = openThread(author);
  return done({ act: 'decide', thread: thread.id, as: 'noted', reason: 'Known.' }, person('lead'), [
    thread,
  ]);
}

export const nowhere = ThreadId.parse('no-such-thread-at-all');
