/** Opens a draft and keeps it open: admission, documents, desk; and what happens when one of them comes to an end. */
import { may } from '@gloss/shared/rules/may';
import type { AccountId, DraftId, Instant } from '@gloss/shared/words/ids';
import type { Refusal } from '@gloss/shared/words/refusal';

import { waitingActsOn } from '../line/act-outbox.ts';
import { isOfTheMoment } from '../line/answer.ts';
import type { Device } from '../line/device.ts';
import { forgetfulDevice } from '../line/device.ts';
import type { Owner } from '../line/kept-document.ts';
import { canBeProposed, setProposalsAside } from '../line/kept-proposals.ts';
import type { Homeless } from '../line/mind-words.ts';
import { unsentOn } from '../line/outbox.ts';
import { setAside } from '../line/set-aside.ts';
import type { TextEnd } from '../line/text-sync.ts';
import { looseChange } from '../line/unsent-changes.ts';
import {
  compareWords,
  countUnsentWords,
  dismissUnsentWords,
  keepChanges,
  unsentWords,
} from '../line/unsent-words.ts';
import { admit, rememberCard } from './admission.ts';
import type { AtDesk, WhyShut } from './desk.ts';
import type { Documents } from './documents.ts';
import { readDocuments, syncDocuments } from './documents.ts';
import type { Former } from './former.ts';
import { formerOf } from './former.ts';
import type { MadeDesk } from './make-desk.ts';
import { makeDesk } from './make-desk.ts';
import type { World } from './world.ts';
import { browserWorld } from './world.ts';

/** One visit to one draft, through all reloads, until `close`. `now` gives the same object until something changed. */
export interface Visit {
  now(): AtDesk;
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** What is open of a draft now. */
interface Open {
  readonly owner: Owner;
  readonly epoch: number;
  readonly documents: Documents;
  /** The server's text is here: what is kept as words can be compared with it. */
  isInStep: boolean;
  /** Absent until both documents are whole. */
  made?: MadeDesk;
}

/** The editor of before is not on screen any more by then: no key can reach it. */
const lastKeysMs = 1000;

/** The server ended the draft so often within this time, for reasons that opening it anew should have mended. */
const inVain = { times: 3, withinMs: 10_000 };

const tryAgainMs = 3000;

/** Starts a visit. Never throws: what goes wrong is a state of the visit. */
export function openDesk(draft: DraftId, world: World = browserWorld()): Visit {
  const listeners = new Set<() => void>();
  const device = world.device();
  /** Where refused words are kept: the device, or the memory when its disk is full. */
  let wordsPlace: Promise<Device> = device;
  let at: AtDesk = { is: 'opening' };
  let open: Open | null = null;
  /** What was open before, while the draft opens anew. */
  let former: Former | null = null;
  /** Each opening, shutting and closing takes the next number; what an earlier one still reports is past. */
  let turn = 0;
  let endedAt: readonly Instant[] = [];

  function show(next: AtDesk): void {
    at = next;
    for (const listener of listeners) listener();
  }

  async function leave(): Promise<void> {
    const left = open;
    const before = former;
    [open, former] = [null, null];
    left?.made?.stop();
    await Promise.all([left?.documents.stop(), before?.stop()]);
  }

  /** What is open steps back: its editor stays until there is another. */
  function stepBack(): void {
    if (!open) return;
    const { owner, documents, made } = open;
    void former?.stop();
    former = formerOf({
      owner,
      documents,
      made,
      device: () => device,
      place: () => wordsPlace,
      onKept: () => void (open && showWords(open)),
    });
    open = null;
  }

  async function begin(isQuiet = false, refusal?: Refusal): Promise<void> {
    const mine = (turn += 1);
    const isPast = () => mine !== turn;
    stepBack();
    if (!isQuiet && !former?.isShown) show({ is: 'opening' });
    if (refusal) await refuse(refusal);
    const admission = await admit(world.doors, await device, draft);
    if (isPast()) return;
    if (admission.is === 'shut') return shut(admission.why, admission.account);
    const { me, card, isRemembered } = admission;
    const owner: Owner = { account: me.account, draft };
    const writes = may(card.role, 'write-text');
    const standing = { epoch: card.epoch, writes };
    const aside = former?.standsTo(standing) ?? setAside(await device, owner, standing, null);
    // Where the device cannot keep the words of an old text, that text stays as it is until it can.
    await aside.catch(() => undefined);
    const terms = { epoch: card.epoch, mayPropose: may(card.role, 'propose') };
    // Where somebody is proposing at this moment, it is set aside once that editor is gone.
    if (!former?.isProposing)
      await setProposalsAside(await wordsPlace, owner, terms).catch(() => undefined);

    const kept = await readDocuments(await device, owner, card);
    if (isPast()) return;

    let syncs = 0;
    const opened: Open = {
      owner,
      epoch: card.epoch,
      isInStep: false,
      documents: syncDocuments(kept, world.wire, {
        progress: () => opened.made?.progressed(),
        synced() {
          syncs += 1;
          opened.isInStep = true;
          opened.made?.acts.wake();
          void showWords(opened);
          if (syncs > 1 || isRemembered) void refresh(opened);
        },
        end: (end) => {
          if (!isPast()) ended(opened, end);
        },
        homeless: (lost) => void keepHomeless(opened, lost),
      }),
    };
    open = opened;
    const { documents } = opened;
    former?.goOnAs(documents.text);
    if (isRemembered && !(documents.outbox.whole && documents.docketKept.whole)) {
      return shut('unreachable', me.account);
    }
    await documents.ready;
    if (isPast()) return;
    const made = await makeDesk({
      world,
      device: await device,
      documents,
      me,
      card,
      words: await unsentWords(await wordsPlace, owner),
      onSignedOut: () => void begin(),
      onStranger: () => void refresh(opened),
      dismissUnsent: (id) => void dismissWords(opened, id),
      refresh: () => void refresh(opened),
      reload: () => void begin(),
    });
    if (isPast()) return made.stop();
    opened.made = made;
    const { desk } = made;
    const showView = () => show({ is: 'open', desk, view: desk.view() });
    desk.subscribe(showView);
    made.acts.wake();
    const before = former;
    former = null;
    const left = before?.leavesFork();
    const isPastProposing = Boolean(left && !canBeProposed(left, terms));
    if (left !== undefined) made.takesFork(isPastProposing ? null : left);
    before?.hide();
    showView();
    if (isPastProposing) await setProposalsAside(await wordsPlace, owner, terms, left);
    void showWords(opened);
    await world.pause(lastKeysMs);
    await before?.stop();
  }

  function ended(which: Open, end: TextEnd): void {
    if (end.is === 'refused') return void begin(false, end.refusal);
    const now = world.now();
    endedAt = [...endedAt.filter((at) => now - at < inVain.withinMs), now];
    if (endedAt.length >= inVain.times) void shut(end.is, which.owner.account);
    else void begin();
  }

  /** There is no rolling back in Yjs: the words are kept as words, and the draft is opened afresh without them. */
  function refuse(refusal: Refusal): Promise<void> {
    return keepWherever(() => former?.refuse(refusal));
  }

  async function shut(why: WhyShut, account: AccountId | null): Promise<void> {
    const mine = (turn += 1);
    await leave();
    const kept = account === null ? 0 : await keptFor({ account, draft });
    if (mine !== turn) return;
    show({ is: 'shut', why, kept, retry: () => void begin() });
    if (why !== 'unreachable') return;
    await world.pause(tryAgainMs);
    if (mine === turn) await begin(true);
  }

  async function keptFor(owner: Owner): Promise<number> {
    const place = await device;
    const words = await countUnsentWords(await wordsPlace, owner);
    return words + (await unsentOn(place, owner)) + (await waitingActsOn(place, owner));
  }

  async function refresh(which: Open): Promise<void> {
    const answer = await world.doors.draft(draft);
    if (which !== open || (!answer.ok && isOfTheMoment(answer.refusal))) return;
    const before = which.made?.desk.view();
    const isOther =
      !answer.ok || answer.value.epoch !== which.epoch || answer.value.role !== before?.role;
    if (isOther) return begin();
    await rememberCard(await device, which.owner.account, answer.value);
    which.made?.setCard(answer.value);
  }

  async function showWords(which: Open): Promise<void> {
    const place = await wordsPlace;
    if (which !== open || !which.isInStep) return;
    await compareWords(place, which.owner, { doc: which.documents.text, epoch: which.epoch });
    which.made?.setWords(await unsentWords(place, which.owner));
  }

  async function keepHomeless(which: Open, lost: Homeless): Promise<void> {
    const changes = lost.words.map((words) => ({ ...looseChange(words), wentWithBlock: lost.by }));
    await keepWherever(async () => keepChanges(await wordsPlace, which.owner, changes));
    await showWords(which);
  }

  /** Where the disk is full, words stay in this tab, and leaving it asks first. */
  async function keepWherever(keep: () => Promise<void> | undefined): Promise<void> {
    try {
      await keep();
    } catch {
      wordsPlace = Promise.resolve(forgetfulDevice());
      await keep();
    }
  }

  async function dismissWords(which: Open, id?: string): Promise<void> {
    const place = await wordsPlace;
    await dismissUnsentWords(place, which.owner, id);
    which.made?.setWords(await unsentWords(place, which.owner));
  }

  let lastsOnDevice = true;
  void device.then(({ lasts }) => (lastsOnDevice = lasts));
  const isLossy = () => {
    if (!open?.made) return false;
    const { documents, made } = open;
    const wordsOnlyHere = !lastsOnDevice || wordsPlace !== device;
    const hasWords = made.desk.view().unsent.length > 0 || made.desk.hasFork();
    return !documents.outbox.isKept() || !made.acts.isKept() || (wordsOnlyHere && hasWords);
  };
  const stops = [
    world.warnBeforeLeaving(isLossy),
    world.wire.onNetworkChange(() => open?.made?.acts.wake()),
  ];
  void begin();
  return {
    now: () => at,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      turn += 1;
      listeners.clear();
      for (const stop of stops) stop();
      void leave();
    },
  };
}
