/**
 * Who is in the text and where, as the server vouches for it: every socket speaks for its own client id alone, and who it
 * is comes from the account. Malformed presence is dropped; nobody else notices. `presence-frame.ts` has the bytes.
 */
import { presenceEveryMs } from '@gloss/shared/wire/limits';
import { OwnPresence, Presence as Shown } from '@gloss/shared/wire/presence';
import type { AccountId, Instant } from '@gloss/shared/words/ids';
import type * as Y from 'yjs';

import type { Guest } from './guest.ts';
import { isSafePosition } from './position.ts';
import type { Claim } from './presence-frame.ts';
import { readClaims, stateOf, writePresence, writeState } from './presence-frame.ts';

export interface PresenceWorld {
  doc(): Y.Doc;
  /** Whose a Yjs client id is, where it has written. */
  ownerOf(client: number): AccountId | undefined;
  now(): Instant;
}

export class Presence {
  readonly #world: PresenceWorld;
  /** Guest → the client id it speaks for; undefined until it has spoken. */
  readonly #clients = new Map<Guest, number | undefined>();
  /** Client id → its newest state, encoded. */
  readonly #states = new Map<number, Uint8Array>();
  /** States not sent yet, those of people who left among them. */
  #fresh = new Map<number, Fresh>();
  readonly #clocks = new Clocks();
  /** Client id → who showed it first. Others read it there, and could write in it before its owner does. */
  readonly #owners = new Map<number, AccountId>();
  #willSend = false;
  #sentAt = 0;

  constructor(world: PresenceWorld) {
    this.#world = world;
  }

  /** @returns who shows a client id here, or was the first to, also once they left. */
  ownerOf(client: number): AccountId | undefined {
    for (const [guest, held] of this.#clients)
      if (held === client) return guest.participant.account;
    return this.#owners.get(client);
  }

  enter(guest: Guest): void {
    this.#clients.set(guest, undefined);
  }

  /** The person is gone from the screens of the others at once. */
  leave(guest: Guest): void {
    const client = this.#clients.get(guest);
    this.#clients.delete(guest);
    if (client !== undefined) this.#show(client, null, 0);
  }

  /** Tells one guest who is here. */
  greet(guest: Guest): void {
    const own = this.#clients.get(guest);
    const others = [...this.#states].filter(([client]) => client !== own);
    if (others.length > 0) guest.send(writePresence(others.map(([, state]) => state)));
  }

  /** Takes an awareness update of a guest: what it says of itself is shown, what it says of others is not heard. */
  hear(guest: Guest, bytes: Uint8Array): void {
    const claims = this.#clients.has(guest) ? readClaims(bytes) : null;
    const own = claims && this.#ownClaim(guest, claims);
    if (!own) return;
    const state = stateOf(own);
    if (state === null) {
      if (this.#states.has(own.client)) this.#show(own.client, null, own.clock);
      return;
    }
    const presence = OwnPresence.safeParse(state);
    if (!presence.success) return;
    this.#clients.set(guest, own.client);
    this.#own(own.client, guest.participant.account);
    this.#show(own.client, this.#stamped(guest, presence.data), own.clock);
  }

  /** Stock clients repeat what they hear of others, so a foreign id is no attack, only not theirs to say. */
  #ownClaim(guest: Guest, claims: readonly Claim[]): Claim | undefined {
    const own = this.#clients.get(guest);
    if (own !== undefined) return claims.find(({ client }) => client === own);
    const [first, ...more] = claims;
    return first && more.length === 0 && this.#mayClaim(guest, first) ? first : undefined;
  }

  #mayClaim({ participant: { account } }: Guest, claim: Claim): boolean {
    const { client } = claim;
    const owner = this.#world.ownerOf(client) ?? this.ownerOf(client);
    if (owner !== undefined && owner !== account) return false;
    for (const [holder, held] of this.#clients) {
      if (held !== client) continue;
      if (holder.participant.account !== account || isRepeated(claim)) return false;
      // The same device on a new socket, before the old one was noticed to be dead.
      this.#clients.set(holder, undefined);
    }
    return true;
  }

  #own(client: number, account: AccountId): void {
    if (this.#owners.has(client)) return;
    const [oldest] = this.#owners.keys();
    if (this.#owners.size >= ownersKept && oldest !== undefined) this.#owners.delete(oldest);
    this.#owners.set(client, account);
  }

  #stamped({ participant }: Guest, { cursor, section }: OwnPresence): Shown {
    const { account, name, role, colour } = participant;
    return {
      user: { account, name, role, colour },
      cursor: cursor && this.#stands(cursor) ? cursor : null,
      ...(section !== undefined && { section }),
    };
  }

  #stands({ anchor, head }: NonNullable<OwnPresence['cursor']>): boolean {
    const doc = this.#world.doc();
    return isSafePosition(doc, anchor) && isSafePosition(doc, head);
  }

  #show(client: number, presence: Shown | null, claimed: number): void {
    const clock = this.#clocks.next(client, claimed);
    const state = writeState(client, clock, presence);
    if (presence === null) this.#states.delete(client);
    else this.#states.set(client, state);
    this.#fresh.set(client, { state, isAsClaimed: clock === claimed });
    if (this.#willSend) return;
    this.#willSend = true;
    setTimeout(() => this.#send(), Math.max(0, this.#sentAt + presenceEveryMs - this.#world.now()));
  }

  #send(): void {
    this.#willSend = false;
    this.#sentAt = this.#world.now();
    const sent = this.#fresh;
    // Whoever is cut off by what is sent here leaves meanwhile: that is for the next time.
    this.#fresh = new Map();
    const fresh = [...sent];
    const forAll = writePresence(fresh.map(([, { state }]) => state));
    for (const [guest, own] of this.#clients) {
      // A client passes over what it knows of itself; what is newer it would take for its own, and say again.
      if (own === undefined || (sent.get(own)?.isAsClaimed ?? true)) guest.send(forAll);
      else if (fresh.length > 1)
        guest.send(
          writePresence(fresh.flatMap(([client, { state }]) => (client === own ? [] : [state]))),
        );
    }
  }
}

/** Whether it bears our stamp. Two windows of one person would otherwise take each other's place, again and again. */
function isRepeated(claim: Claim): boolean {
  return Shown.safeParse(stateOf(claim)).success;
}

interface Fresh {
  readonly state: Uint8Array;
  /** Whether its clock is the one that the client gave it. */
  readonly isAsClaimed: boolean;
}

/** Ids whose owner is remembered; from their first words on, the journal does that. */
const ownersKept = 4096;

/** Clients set their clocks forward themselves; one beyond this would be the last of its id. */
const latestClock = 2 ** 31;

/** Ids whose clock is remembered after they left: one that comes back is to be seen again. */
const clocksKept = 4096;

/** The clock of each client id, which never goes back: receivers drop what is not newer. */
class Clocks {
  readonly #last = new Map<number, number>();

  /** @returns the client's own clock, or a later one where others have seen that already. */
  next(client: number, claimed: number): number {
    const least = (this.#last.get(client) ?? 0) + 1;
    const clock = claimed <= latestClock ? Math.max(claimed, least) : least;
    // The one unheard of for the longest goes first.
    this.#last.delete(client);
    this.#last.set(client, clock);
    const [oldest] = this.#last.keys();
    if (this.#last.size > clocksKept && oldest !== undefined) this.#last.delete(oldest);
    return clock;
  }
}
