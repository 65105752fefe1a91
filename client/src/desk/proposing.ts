/** What a person is about to propose in a draft: the fork they write it in, what is kept of it, and how it is sent. */
import type { Act } from '@gloss/shared/rules/acts';
import type { ActId } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant } from '@gloss/shared/words/refusal';
import type * as Y from 'yjs';

import type { Device } from '../line/device.ts';
import type { Owner } from '../line/kept-document.ts';
import type { KeptProposals } from '../line/kept-proposals.ts';
import { canBeProposed, keptProposals, proposalsKeeper } from '../line/kept-proposals.ts';
import type { Fork } from './fork.ts';
import { openFork } from './fork.ts';
import { asAct } from './proposed-change.ts';

export interface Proposing {
  /** Made when it is first asked for. */
  fork(): Fork;
  hasFork(): boolean;
  /** Proposes each change, with the same reason. Stops at the first that cannot be proposed; what was, is. */
  send(why: string): Ruling<number>;
  /** What a desk before this one left unproposed; before anybody has asked for the fork. */
  takes(left: KeptProposals | null): void;
  /** @returns what is not proposed yet, for the desk that follows; undefined where nobody was about to propose. */
  leaves(): KeptProposals | null | undefined;
  /** Ends it. What is not proposed yet stays on the device. */
  stop(): void;
}

export interface ProposingWorld {
  readonly device: Device;
  readonly owner: Owner;
  readonly shared: Y.Doc;
  readonly epoch: number;
  mayPropose(): boolean;
  act(act: Act): Ruling<ActId>;
  pause(ms: number): Promise<void>;
}

/** How soon a burst of keys is looked at. */
const soonMs = 100;

export async function openProposing(world: ProposingWorld): Promise<Proposing> {
  const { device, owner, shared, epoch } = world;
  const keep = proposalsKeeper(device, owner);
  let kept = await keptProposals(device, owner);
  let open: Fork | null = null;

  function usable(): KeptProposals | null {
    return kept && canBeProposed(kept, { epoch, mayPropose: world.mayPropose() }) ? kept : null;
  }

  function fork(): Fork {
    const soon = soonAfter((ms) => world.pause(ms));
    return (open ??= openFork({ shared, epoch, kept: usable(), keep, soon }));
  }

  function leaves(): KeptProposals | null | undefined {
    const left = open?.leave();
    open = null;
    return left;
  }

  return {
    fork,
    hasFork: () => (open ? open.changes() : (usable()?.changes ?? [])).length > 0,
    send(why) {
      const done = new Set<string>();
      for (const change of fork().changes()) {
        const ruling = world.act(withReason(asAct(shared, change), why));
        if (!ruling.ok) {
          fork().proposed(done);
          return ruling;
        }
        done.add(change.id);
      }
      fork().proposed(done);
      return grant(done.size);
    },
    takes: (left) => void (kept = left),
    leaves,
    stop() {
      const left = leaves();
      if (left !== undefined) keep(() => left);
    },
  };
}

/** @returns what runs the last thing it was asked to run, a little later. */
function soonAfter(pause: (ms: number) => Promise<void>): (run: () => void) => void {
  let due: (() => void) | null = null;
  return (run) => {
    if (due === null)
      void pause(soonMs).then(() => {
        const now = due;
        due = null;
        now?.();
      });
    due = run;
  };
}

function withReason(act: Act, why: string): Act {
  if (why === '' || !('body' in act)) return act;
  return { ...act, body: act.body === '' ? why : `${why}\n\n${act.body}` };
}
