/** What a closed sync socket means for this side: the sentences of `wire/close.ts` as values. `connection.ts` acts on them. */
import { close, lost } from '@gloss/shared/wire/close';

/**
 * again: connect again soon. wait: connect again after `tooMuchMs`. refused: what was sent was not taken; keep the words and
 * open the draft afresh. The others end the visit or open the draft anew.
 */
export type CloseMeaning =
  | 'again'
  | 'wait'
  | 'refused'
  | 'sign-in'
  | 'not-allowed'
  | 'no-such-draft'
  | 'outdated'
  | 'unreadable';

/** How long to leave a server alone that said "too much". */
export const tooMuchMs = 30_000;

/** Every code of the wire; a new one without a line does not compile. */
const meanings = {
  signIn: 'sign-in',
  notAllowed: 'not-allowed',
  noSuchDraft: 'no-such-draft',
  unreadable: 'unreadable',
  outdated: 'outdated',
  badUpdate: 'refused',
  tooFast: 'wait',
  tooManySockets: 'wait',
  tooLarge: 'refused',
  protocol: 'outdated',
  restarting: 'again',
  tooSlow: 'again',
  idle: 'again',
} as const satisfies Record<keyof typeof close, CloseMeaning>;

const byCode = new Map<number, CloseMeaning>([
  ...Object.entries(close).map(
    ([name, code]) => [code, meanings[name as keyof typeof close]] as const,
  ),
  [lost, 'again'],
  // The WebSocket library's own words for what `protocol` says.
  [1007, meanings.protocol],
  [1008, meanings.protocol],
]);

/** @returns the meaning of a close code. A code we do not know of 4400 to 4499 is final, as y-websocket has it. */
export function meaningOf(code: number): CloseMeaning {
  return byCode.get(code) ?? (code >= 4400 && code < 4500 ? 'outdated' : 'again');
}
