/** What a closed sync socket means for this side: the sentences of `wire/close.ts` as values. `connection.ts` acts on them. */
import { close } from '@gloss/shared/wire/close';

/**
 * again: connect again soon. wait: connect again after `tooFastMs`. refused: what was sent was not taken; keep the words and
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

/** How long to leave a server alone that said "too much at once". */
export const tooFastMs = 30_000;

/** @returns the meaning of a close code. A code we do not know of 4400 to 4499 is final, as y-websocket has it. */
export function meaningOf(code: number): CloseMeaning {
  switch (code) {
    case close.signIn:
      return 'sign-in';
    case close.notAllowed:
      return 'not-allowed';
    case close.noSuchDraft:
      return 'no-such-draft';
    case close.unreadable:
      return 'unreadable';
    case close.outdated:
    case close.protocol:
      return 'outdated';
    case close.badUpdate:
    case close.tooLarge:
      return 'refused';
    case close.tooFast:
    case close.tooManySockets:
      return 'wait';
    default:
      return code >= 4400 && code < 4500 ? 'outdated' : 'again';
  }
}
