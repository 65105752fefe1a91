/** A desk from its parts: documents, acts, words set aside, the card. Holds the one view and says when it changed. */
import type { Act } from '@gloss/shared/rules/acts';
import { may } from '@gloss/shared/rules/may';
import { blocksAtHand } from '@gloss/shared/text/blocks-at-hand';
import { settle } from '@gloss/shared/text/settle';
import type { Me } from '@gloss/shared/wire/api';
import type { DraftCard } from '@gloss/shared/words/draft';
import type { AccountId } from '@gloss/shared/words/ids';
import { ActId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import { grant, refuse } from '@gloss/shared/words/refusal';
import { equalityDeep } from 'lib0/function';
import * as random from 'lib0/random';

import type { ActOutbox } from '../line/act-outbox.ts';
import { openActOutbox } from '../line/act-outbox.ts';
import type { Device } from '../line/device.ts';
import type { KeptProposals } from '../line/kept-proposals.ts';
import type { Saved } from '../line/saved.ts';
import { savedOf } from '../line/saved.ts';
import type { UnsentWords } from '../line/unsent-words.ts';
import { calmSaved } from './calm-saved.ts';
import type { Desk, DeskView, Present, RefusedAct } from './desk.ts';
import type { Documents } from './documents.ts';
import { presentIn } from './present.ts';
import { asAct } from './proposed-change.ts';
import { openProposing } from './proposing.ts';
import { showThreads } from './shown-threads.ts';
import type { World } from './world.ts';

export interface DeskParts {
  readonly world: World;
  readonly device: Device;
  readonly documents: Documents;
  readonly me: Me;
  readonly card: DraftCard;
  readonly words: readonly UnsentWords[];
  onSignedOut(): void;
  /** Someone is here whom the card does not name. */
  onStranger(): void;
  dismissUnsent(id?: string): void;
  refresh(): void;
  reload(): void;
}

/** The desk, and what only its visit may do with it. */
export interface MadeDesk {
  readonly desk: Desk;
  readonly acts: ActOutbox;
  setCard(card: DraftCard): void;
  setWords(words: readonly UnsentWords[]): void;
  /** The save state may have changed. */
  progressed(): void;
  /** What a desk before this one left unproposed; before anybody has asked for the fork. */
  takesFork(left: KeptProposals | null): void;
  /** @returns what is not proposed yet, for the desk that follows; undefined where nobody was about to propose. */
  leavesFork(): KeptProposals | null | undefined;
  stop(): void;
}

export async function makeDesk(parts: DeskParts): Promise<MadeDesk> {
  const { world, documents, me } = parts;
  const { text, awareness } = documents;
  const listeners = new Set<() => void>();
  let { card, words } = parts;
  let unsent = words.flatMap(({ changes }) => changes);
  let present: readonly Present[] = presentIn(awareness, me.account, []);
  let refusedActs: readonly RefusedAct[] = [];
  let view: DeskView | null = null;

  /** What is known about saving, whatever the screen shows of it. */
  function truth(): Saved {
    const refusal = words.find((kept) => kept.refusal)?.refusal;
    if (refusal) return { is: 'refused', refusal };
    return savedOf(documents.progress(), acts.waiting().length, acts.isAway());
  }

  /** Makes the next view from what is known now, and tells only where a part of it is another. */
  function refreshed(): void {
    if (view === null) return;
    saved.set(truth());
    renewed();
  }

  function renewed(): void {
    if (view === null) return;
    const next = compose();
    const before = view;
    if (viewParts.every((part) => next[part] === before[part])) return;
    view = next;
    for (const listener of listeners) listener();
  }

  const acts = await openActOutbox({
    device: parts.device,
    owner: { account: me.account, draft: card.id },
    send: (sent) => world.doors.sendAct(card.id, sent),
    pause: (ms, until) => world.pause(ms, until),
    onChange: () => {
      refusedActs = acts.refused().map(({ sent, refusal }) => ({ sent, refusal }));
      threads.changed();
    },
    onTaken: (act, { thread }) => threads.taken(act, thread),
    onSignedOut: parts.onSignedOut,
  });
  const threads = showThreads(
    documents.docket,
    () => acts.waiting(),
    () => ({
      actor: participantOf(me, card),
      participants: card.participants,
      settle: (selected) => settle(text, selected, 0),
      blocks: blocksAtHand(text),
    }),
    refreshed,
  );

  const saved = calmSaved(truth(), (ms) => world.pause(ms), renewed);

  function compose(): DeskView {
    return {
      me,
      card,
      role: card.role,
      saved: saved.now(),
      threads: threads.list(),
      present,
      refusedActs,
      unsent,
    };
  }

  const strangers = new Set<AccountId>();
  function presenceChanged(): void {
    present = presentIn(awareness, me.account, present);
    const known = new Set(card.participants.map(({ account }) => account));
    const stranger = present.find(({ account }) => !known.has(account) && !strangers.has(account));
    if (stranger) {
      strangers.add(stranger.account);
      parts.onStranger();
    }
    refreshed();
  }
  awareness.on('change', presenceChanged);

  function act(asked: Act): ReturnType<Desk['act']> {
    const made = { act: ActId.parse(random.uuidv4()), at: world.now() };
    const ruling = threads.judge(asked, made);
    if (!ruling.ok) return ruling;
    acts.add({ sent: { id: made.act, act: asked }, at: made.at });
    return grant(made.act);
  }

  const proposing = await openProposing({
    device: parts.device,
    owner: { account: me.account, draft: card.id },
    shared: text,
    epoch: card.epoch,
    mayPropose: () => may(card.role, 'propose'),
    act,
    pause: (ms) => world.pause(ms),
  });

  refusedActs = acts.refused().map(({ sent, refusal }) => ({ sent, refusal }));
  view = compose();
  const desk: Desk = {
    text,
    awareness,
    view: () => (view ??= compose()),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    act,
    takes: (edit) => blocksAtHand(text).takes(edit),
    dismissRefused: (id) => acts.dismiss(id),
    retryRefused(id) {
      const refused = acts.refused().find(({ sent }) => sent.id === id);
      // Only what the rule would take by now is worth sending; otherwise it stays listed as refused.
      if (refused && act(refused.sent.act).ok) acts.dismiss(id);
    },
    proposeUnsent(id) {
      const change = unsent.find((each) => each.id === id);
      if (!change) return refuse('passage-empty');
      const ruling = act(asAct(text, change));
      if (ruling.ok) parts.dismissUnsent(id);
      return ruling;
    },
    dismissUnsent: parts.dismissUnsent,
    fork: proposing.fork,
    hasFork: proposing.hasFork,
    proposeFork: proposing.send,
    stand: (section) => awareness.setLocalStateField('section', section),
    refresh: parts.refresh,
    reload: parts.reload,
  };
  return {
    desk,
    acts,
    setCard(changed) {
      card = changed;
      threads.changed();
    },
    setWords(changed) {
      words = changed;
      const now = words.flatMap(({ changes }) => changes);
      if (!equalityDeep(now, unsent)) unsent = now;
      refreshed();
    },
    progressed: refreshed,
    takesFork: proposing.takes,
    leavesFork: proposing.leaves,
    stop() {
      awareness.off('change', presenceChanged);
      proposing.stop();
      saved.stop();
      acts.stop();
      threads.stop();
      listeners.clear();
    },
  };
}

const viewParts = [
  'card',
  'saved',
  'threads',
  'present',
  'refusedActs',
  'unsent',
] as const satisfies readonly (keyof DeskView)[];

/** @returns oneself as the rules know people: from the card's list, or made up where a remembered card lacks one. */
function participantOf(me: Me, card: DraftCard): Participant {
  const { account, name, organisation } = me;
  const listed = card.participants.find((participant) => participant.account === account);
  return listed ?? { account, name, organisation, role: card.role, colour: 1 };
}
