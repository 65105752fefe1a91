/**
 * Acts on their way to the server: kept on the device first, sent strictly in order, each with the id it was given, until each
 * is answered. The server recognises a repeated id, so that asking again is harmless.
 */
import { SentAct } from '@gloss/shared/rules/acts';
import type { Acted } from '@gloss/shared/wire/api';
import type { ActId } from '@gloss/shared/words/ids';
import { Instant } from '@gloss/shared/words/ids';
import { Refusal } from '@gloss/shared/words/refusal';
import * as z from 'zod/mini';

import type { Answer } from './answer.ts';
import { isOfTheMoment } from './answer.ts';
import type { Device, Key } from './device.ts';
import type { Owner } from './kept-document.ts';

const Kept = z.object({
  sent: SentAct,
  /** When it was made, by this device's clock. */
  at: Instant,
  /** The server's no; absent while it waits for an answer. */
  refusal: z.optional(Refusal),
});
/** An act that waits, or was refused. */
export type KeptAct = z.infer<typeof Kept>;

export interface ActOutbox {
  /** Not answered yet, in the order they were made. The same list until it changes. */
  waiting(): readonly KeptAct[];
  /** Refused and not yet dismissed. */
  refused(): readonly (KeptAct & { readonly refusal: Refusal })[];
  add(act: KeptAct): void;
  dismiss(id: ActId): void;
  /** Starts to send, or tries again at once, such as when the line is back. */
  wake(): void;
  /** Whether the last question got no answer: what waits will wait for longer. */
  isAway(): boolean;
  /** Whether every waiting act is on the device's disk. */
  isKept(): boolean;
  stop(): void;
}

export interface ActOutboxOptions {
  readonly device: Device;
  readonly owner: Owner;
  send(sent: SentAct): Promise<Answer<Acted>>;
  /** Resolves after so many milliseconds, or as soon as the signal aborts. */
  pause(ms: number, until: AbortSignal): Promise<void>;
  /** The lists changed, or whether the server answers. */
  onChange(): void;
  /** The server took an act; its effect comes down with the docket, perhaps a moment later. */
  onTaken(act: KeptAct, acted: Acted): void;
  /** Nobody is signed in any more. The acts wait for `wake`. */
  onSignedOut(): void;
}

const longestPauseMs = 15_000;

/** So often an act may be answered with a fault of the server before it steps aside like a refused one. */
const mostFaults = 3;

const actKey = ({ account, draft }: Owner) => [account, draft, 'act'];

/** @returns how many acts of a draft wait on this device. */
export async function waitingActsOn(device: Device, owner: Owner): Promise<number> {
  return (await readActs(device, owner)).filter(({ act }) => act.refusal === undefined).length;
}

/** Reads what earlier visits left. Nothing is sent before the first `wake` or `add`. */
export async function openActOutbox(options: ActOutboxOptions): Promise<ActOutbox> {
  const { device, owner } = options;
  const before = await readActs(device, owner);
  let acts: readonly KeptAct[] = before.map(({ act }) => act);
  let lists = parted(acts);
  const keys = new Map<ActId, Key>(before.map(({ key, act }) => [act.sent.id, key]));
  const keeping = new Map<ActId, Promise<boolean>>();
  let order = Math.max(0, ...before.map(({ key }) => Number(key[3])));
  let isSending = false;
  let isAway = false;
  const stopping = new AbortController();
  let waking = new AbortController();

  function change(changed: readonly KeptAct[]): void {
    acts = changed;
    lists = parted(acts);
    options.onChange();
  }

  function keep(act: KeptAct): void {
    const { id } = act.sent;
    const key = keys.get(id) ?? [...actKey(owner), (order += 1), id];
    keys.set(id, key);
    const kept = device.put(key, act).then(
      () => device.lasts,
      // Not on disk: it is sent all the same, and the page warns before it is left.
      () => false,
    );
    keeping.set(id, kept);
    void kept.then((isKept) => isKept && keeping.get(id) === kept && keeping.delete(id));
  }

  function forget(id: ActId): void {
    const key = keys.get(id);
    keys.delete(id);
    keeping.delete(id);
    if (key) void device.remove(key);
    change(acts.filter(({ sent }) => sent.id !== id));
  }

  async function sendAll(): Promise<void> {
    if (isSending) return;
    isSending = true;
    let failures = 0;
    let faults = 0;
    for (let next = lists.waiting[0]; next && !stopping.signal.aborted; next = lists.waiting[0]) {
      await keeping.get(next.sent.id);
      const answer = await options.send(next.sent);
      if (stopping.signal.aborted) break;
      isAway = !answer.ok && answer.refusal.code === 'unreachable';
      if (answer.ok) {
        failures = 0;
        faults = 0;
        options.onTaken(next, answer.value);
        forget(next.sent.id);
        continue;
      }
      const { refusal } = answer;
      if (refusal.code === 'not-signed-in') {
        options.onSignedOut();
        break;
      }
      // An act over which the server stumbles again and again would hold up all that come after it.
      const isHopeless = refusal.code === 'fault' && (faults += 1) >= mostFaults;
      if (refusal.code === 'unreachable' || (isOfTheMoment(refusal) && !isHopeless)) {
        options.onChange();
        await options.pause(Math.min(longestPauseMs, 500 * 2 ** failures), waking.signal);
        failures += 1;
        continue;
      }
      faults = 0;
      const refused = { ...next, refusal };
      keep(refused);
      change(acts.map((act) => (act.sent.id === refused.sent.id ? refused : act)));
    }
    isSending = false;
  }

  function wake(): void {
    waking.abort();
    waking = new AbortController();
    void sendAll();
  }

  return {
    waiting: () => lists.waiting,
    refused: () => lists.refused,
    add(act) {
      keep(act);
      change([...acts, act]);
      void sendAll();
    },
    dismiss: forget,
    wake,
    isAway: () => isAway,
    isKept: () => lists.waiting.every(({ sent }) => !keeping.has(sent.id)),
    stop() {
      stopping.abort();
      waking.abort();
    },
  };
}

type RefusedKept = KeptAct & { readonly refusal: Refusal };

function parted(acts: readonly KeptAct[]) {
  const isRefused = (act: KeptAct): act is RefusedKept => act.refusal !== undefined;
  return { waiting: acts.filter((act) => !isRefused(act)), refused: acts.filter(isRefused) };
}

async function readActs(device: Device, owner: Owner): Promise<{ key: Key; act: KeptAct }[]> {
  return (await device.list(actKey(owner))).flatMap(({ key, value }) => {
    const act = Kept.safeParse(value);
    // A form of an older version that we can no longer read stays on the device, untouched.
    return act.success ? [{ key, act: act.data }] : [];
  });
}
