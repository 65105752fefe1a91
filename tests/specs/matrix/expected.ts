/** What the matrix expects, worked out from may.ts: for each principal, what an operation's needs come to at its door. */
import type { Permission } from '@gloss/shared/rules/may';
import { may } from '@gloss/shared/rules/may';
import { close } from '@gloss/shared/wire/close';

import type { Principal } from './principals.ts';

/** What an operation asks of a principal. */
export type Asks =
  | { readonly of: 'anybody' }
  | { readonly of: 'signed-in' }
  | { readonly of: 'creators' }
  /** One of these permissions; `isTheirs`: and that the words are the principal's own, which here they are not. */
  | { readonly of: 'participants'; readonly any: readonly Permission[]; readonly isTheirs?: false }
  /** There is no such way in: the same answer for everybody, or a stranger is not even told that. */
  | { readonly of: 'none'; readonly answer: string; readonly strangers?: string };

/** @returns `200`, or status and code of the refusal. */
export function expectedAtHttp(asks: Asks, { isSignedIn, role, mayCreate }: Principal): string {
  if (asks.of === 'none') return isSignedIn ? asks.answer : (asks.strangers ?? asks.answer);
  if (asks.of === 'anybody') return '200';
  if (!isSignedIn) return '401 not-signed-in';
  if (asks.of === 'signed-in') return '200';
  if (asks.of === 'creators') return mayCreate ? '200' : '403 not-your-role';
  if (role === undefined) return '404 no-such-draft';
  if (!asks.any.some((permission) => may(role, permission))) return '403 not-your-role';
  return asks.isTheirs === false ? '403 not-yours' : '200';
}

/** @returns why this principal gets no socket at all, or what `inside` says of a participant. */
export function expectedAtSocket(
  inside: (may: (permission: Permission) => boolean) => string,
  { isSignedIn, role }: Principal,
): string {
  if (!isSignedIn) return closedWith('signIn');
  if (!may(role, 'read')) return closedWith('noSuchDraft');
  return inside((permission) => may(role, permission));
}

/** @returns the words for a socket that was closed so. */
export function closedWith(why: keyof typeof close): string {
  return `closed ${close[why]}`;
}
