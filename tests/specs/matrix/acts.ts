/** Every act of the rules as the matrix tries it: on one's own words and on those of others, where that makes a difference. */
import type { Act, ActName } from '@gloss/shared/rules/acts';
import { needs } from '@gloss/shared/rules/acts';
import type { Permission } from '@gloss/shared/rules/may';
import type { Selected } from '@gloss/shared/words/anchor';
import { MessageId } from '@gloss/shared/words/ids';
import type { ThreadId } from '@gloss/shared/words/ids';

import type { Asks } from './expected.ts';
import type { Threads } from './principals.ts';

/** What an act is about. */
export interface About {
  readonly thread: ThreadId;
  readonly words: Selected;
}

export interface ActCase {
  readonly name: string;
  readonly asks: Asks;
  readonly whose: 'own' | 'others';
  readonly thread: keyof Threads;
  make(about: About): Act;
}

type Make = ActCase['make'];
type Rest = Omit<ActCase, 'name' | 'asks' | 'make'> & {
  readonly asks?: Asks;
  readonly say?: string;
};

const sorted = { type: 'general', labels: [] } satisfies Partial<Act>;
const others: Rest = { whose: 'others', thread: 'open' };
const own: Rest = { whose: 'own', thread: 'open' };
const ownDecided: Rest = { whose: 'own', thread: 'decided' };

/** Refused although the role may: the words are not theirs. */
const notTheirs = (...any: Permission[]): Asks => ({ of: 'participants', any, isTheirs: false });
const first = (thread: ThreadId) => MessageId.parse(thread);

/** Act → its cases. An act without a line does not compile; what each asks for comes from the rules unless it says otherwise. */
const cases = {
  annotate: [[others, () => ({ act: 'annotate', body: 'x', ...sorted })]],
  propose: [
    [
      others,
      ({ words }) => ({ act: 'propose', selected: words, wording: 'y', body: '', ...sorted }),
    ],
  ],
  reply: [[others, ({ thread }) => ({ act: 'reply', thread, body: 'x' })]],
  reword: [
    [own, reword],
    [{ ...others, asks: notTheirs('reword-own') }, reword],
  ],
  withdraw: [
    [own, withdraw],
    [{ ...others, asks: notTheirs('withdraw-own') }, withdraw],
  ],
  decide: [
    [others, ({ thread }) => ({ act: 'decide', thread, as: 'noted', reason: 'x' })],
    [own, ({ thread }) => ({ act: 'decide', thread, as: 'accepted', reason: 'x' })],
  ],
  confirm: [
    [ownDecided, confirm],
    [{ ...others, thread: 'decided', asks: notTheirs('answer-own') }, confirm],
  ],
  contest: [
    [ownDecided, contest],
    [{ ...others, thread: 'decided', asks: notTheirs('answer-own') }, contest],
  ],
  reopen: [[ownDecided, ({ thread }) => ({ act: 'reopen', thread })]],
  label: [[own, ({ thread }) => ({ act: 'label', thread, labels: ['x'] })]],
  assign: [[own, ({ thread }) => ({ act: 'assign', thread })]],
  'set-type': [[own, ({ thread }) => ({ act: 'set-type', thread, type: 'editorial' })]],
  reattach: [
    [{ whose: 'own', thread: 'orphaned', say: 'own orphan' }, reattach],
    [{ ...own, say: 'own, still there', asks: anyOf('reattach-any') }, reattach],
    [{ whose: 'own', thread: 'moved', say: 'own, moved' }, reattach],
    [{ whose: 'others', thread: 'orphaned', asks: anyOf('reattach-any') }, reattach],
  ],
  detach: [
    [{ whose: 'own', thread: 'moved' }, detach],
    [{ whose: 'others', thread: 'moved', asks: anyOf('reattach-any') }, detach],
  ],
  rebase: [[{ ...others, thread: 'proposed' }, rebase]],
  'take-back': [[{ ...others, thread: 'applied' }, takeBack]],
} satisfies Record<ActName, readonly (readonly [Rest, Make])[]>;

/** One row of the matrix each. */
export const actCases: readonly ActCase[] = (Object.keys(cases) as ActName[]).flatMap((name) =>
  (cases[name] as readonly (readonly [Rest, Make])[]).map(([{ asks, say, ...rest }, make]) => ({
    ...rest,
    name: cases[name].length > 1 ? `${name} (${say ?? rest.whose})` : name,
    asks: asks ?? anyOf(...needs[name]),
    make,
  })),
);

function anyOf(...any: Permission[]): Asks {
  return { of: 'participants', any };
}

function reword({ thread }: About): Act {
  return { act: 'reword', thread, message: first(thread), body: 'z' };
}

function withdraw({ thread }: About): Act {
  return { act: 'withdraw', thread, message: first(thread), reason: 'x' };
}

function confirm({ thread }: About): Act {
  return { act: 'confirm', thread };
}

function contest({ thread }: About): Act {
  return { act: 'contest', thread, reason: 'x' };
}

function detach({ thread }: About): Act {
  return { act: 'detach', thread };
}

function rebase({ thread, words }: About): Act {
  return { act: 'rebase', thread, selected: words, wording: 'z' };
}

function takeBack({ thread }: About): Act {
  return { act: 'take-back', thread, reason: 'x' };
}

function reattach({ thread, words }: About): Act {
  return { act: 'reattach', thread, selected: words };
}
