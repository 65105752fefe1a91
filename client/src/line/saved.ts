/**
 * What the screen may say about saving, computed from acknowledgements alone. A pure state machine: `text-sync.ts` tells it
 * what happened, `savedOf` says what to show. An edit is saved when the server has it on disk (product.md, "What saved means").
 */
import type { Refusal } from '@gloss/shared/words/refusal';

/** `count`: edits not acknowledged plus acts not answered. */
export type Saved =
  | { readonly is: 'saved' }
  | { readonly is: 'saving'; readonly count: number }
  | { readonly is: 'offline'; readonly count: number }
  /** The server said "too much" and is left alone for half a minute. */
  | { readonly is: 'waiting'; readonly count: number }
  | { readonly is: 'refused'; readonly refusal: Refusal };

/** One update message on its way: every edit up to that number is on the server's disk once the message is. */
interface Carried {
  readonly message: number;
  readonly upTo: number;
}

type Link =
  /** The first attempt of this visit: neither up nor failed. */
  | { readonly is: 'connecting' }
  /** `isTold`: the server asked this device to wait. */
  | { readonly is: 'down'; readonly isTold?: boolean }
  | {
      readonly is: 'up';
      readonly socket: number;
      /** The server's state has arrived. */
      readonly synced: boolean;
      /** Messages sent and not acknowledged, oldest first. */
      readonly carried: readonly Carried[];
      /** How many messages of this socket are on the server's disk. */
      readonly onDisk: number;
    };

export interface Progress {
  /** Only what a writer does can be unsaved. */
  readonly writes: boolean;
  /** Edits made on this device, numbered from 1; those left over from earlier visits come first. */
  readonly edits: number;
  /** How many of them, from the first on, the server has on disk. */
  readonly acknowledged: number;
  readonly link: Link;
}

export type Happening =
  /** The text changed by this person's doing, by however little. */
  | { readonly is: 'edited' }
  | { readonly is: 'connected'; readonly socket: number }
  /** The server's answer to our state vector was applied. */
  | { readonly is: 'synced' }
  /** The n-th update message of a socket left. It holds everything edited so far that the server lacked. */
  | { readonly is: 'sent'; readonly socket: number; readonly message: number }
  /** The first `count` update messages of a socket are on disk. */
  | { readonly is: 'acknowledged'; readonly socket: number; readonly count: number }
  | { readonly is: 'disconnected' }
  /** The server closed the socket and asked this device to wait. */
  | { readonly is: 'told-to-wait' };

/** @returns the state in which a visit starts, with the edits that earlier visits could not get acknowledged. */
export function begun(writes: boolean, unsent: number): Progress {
  return { writes, edits: unsent, acknowledged: 0, link: { is: 'connecting' } };
}

/** @returns the state after one happening. What an older socket still reports changes nothing. */
export function after(before: Progress, happening: Happening): Progress {
  const { link } = before;
  switch (happening.is) {
    case 'edited':
      return before.writes ? { ...before, edits: before.edits + 1 } : before;
    case 'connected': {
      const { socket } = happening;
      return { ...before, link: { is: 'up', socket, synced: false, carried: [], onDisk: 0 } };
    }
    case 'synced':
      return link.is === 'up' ? { ...before, link: { ...link, synced: true } } : before;
    case 'sent': {
      if (link.is !== 'up' || link.socket !== happening.socket) return before;
      const carried = [...link.carried, { message: happening.message, upTo: before.edits }];
      return { ...before, link: { ...link, carried } };
    }
    case 'acknowledged': {
      if (link.is !== 'up' || link.socket !== happening.socket) return before;
      const arrived = link.carried.filter(({ message }) => message <= happening.count);
      return {
        ...before,
        acknowledged: Math.max(before.acknowledged, arrived.at(-1)?.upTo ?? 0),
        link: {
          ...link,
          carried: link.carried.slice(arrived.length),
          onDisk: Math.max(link.onDisk, happening.count),
        },
      };
    }
    case 'disconnected':
      return link.is === 'down' ? before : { ...before, link: { is: 'down' } };
    case 'told-to-wait':
      return { ...before, link: { is: 'down', isTold: true } };
  }
}

/** @returns how many edits the server is not known to have on disk. */
export function unsentOf(progress: Progress): number {
  return progress.edits - progress.acknowledged;
}

/**
 * @param waitingActs acts kept on this device that the server has not answered.
 * @param isAway whether it did not answer when it was last asked for one, whatever the text's socket says.
 * @returns what to show. `saved` asks for more than a count of nothing: the server's state has arrived, and a writer's answer to
 * its question, which holds whatever this device has and the server lacked, is on disk.
 */
export function savedOf(progress: Progress, waitingActs: number, isAway = false): Saved {
  const { link, writes } = progress;
  const count = unsentOf(progress) + waitingActs;
  if (link.is === 'down' && link.isTold) return { is: 'waiting', count };
  if (link.is === 'down' || (isAway && waitingActs > 0)) return { is: 'offline', count };
  const isInStep = link.is === 'up' && link.synced && (!writes || link.onDisk > 0);
  return isInStep && count === 0 ? { is: 'saved' } : { is: 'saving', count };
}
