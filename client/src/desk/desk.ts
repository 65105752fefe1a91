/** The open draft as views see it. `open-desk.ts` makes it, `use-desk.ts` binds it to React; nothing above reads Yjs documents. */
import type { Act, SentAct } from '@gloss/shared/rules/acts';
import type { BlocksEdit } from '@gloss/shared/text/blocks-at-hand';
import type { Me } from '@gloss/shared/wire/api';
import type { DraftCard } from '@gloss/shared/words/draft';
import type { AccountId, ActId, BlockId } from '@gloss/shared/words/ids';
import type { Colour } from '@gloss/shared/words/participant';
import type { Refusal, Ruling } from '@gloss/shared/words/refusal';
import type { Role } from '@gloss/shared/words/role';
import type { Thread } from '@gloss/shared/words/thread';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';

import type { Saved } from '../line/saved.ts';
import type { UnsentChange } from '../line/unsent-changes.ts';
import type { Fork } from './fork.ts';

/** Why there is no desk. `unreachable`: the server is away and this device does not know the draft; it keeps trying. */
export type WhyShut =
  | 'sign-in'
  | 'not-allowed'
  | 'no-such-draft'
  | 'outdated'
  | 'unreachable'
  | 'unreadable';

/**
 * Where a visit to a draft stands. A refused edit, another role or another epoch leads from `open` through `opening` to an
 * `open` with a new desk: mount the editor with `key={desk.text.guid}`.
 */
export type AtDesk =
  | { readonly is: 'opening' }
  | {
      readonly is: 'shut';
      readonly why: WhyShut;
      /** How many changes of this person wait on this device for this draft. They are sent once it opens again. */
      readonly kept: number;
      retry(): void;
    }
  | { readonly is: 'open'; readonly desk: Desk; readonly view: DeskView };

export interface ShownThread extends Thread {
  /** Shown ahead of the server's answer, or waiting offline. The number of a pending new thread may still change. */
  readonly pending: boolean;
}

/** Someone else who is in the draft now. */
export interface Present {
  readonly account: AccountId;
  readonly name: string;
  readonly role: Role;
  readonly colour: Colour;
  readonly section: BlockId | null;
}

/** An act that the server would not take. It stays listed, with its words, until it is dismissed or sent again. */
export interface RefusedAct {
  readonly sent: SentAct;
  readonly refusal: Refusal;
}

/** One state of the desk. The object, and each list in it, is a new one only when something in it changed. */
export interface DeskView {
  readonly me: Me;
  readonly card: DraftCard;
  readonly role: Role;
  readonly saved: Saved;
  /** In order of their numbers. */
  readonly threads: readonly ShownThread[];
  /** Everybody else who is here, each once. */
  readonly present: readonly Present[];
  readonly refusedActs: readonly RefusedAct[];
  /** Words typed here that did not reach the text, change by change, to be proposed, copied or dismissed. */
  readonly unsent: readonly UnsentChange[];
}

export interface Desk {
  /** Complete when the desk opens: an editor may be mounted at once. Only those who may `write-text` may change it. */
  readonly text: Y.Doc;
  readonly awareness: Awareness;
  view(): DeskView;
  subscribe(listener: () => void): () => void;
  /** Judges by the shared rule at once; a yes is kept on the device, shown ahead and sent. */
  act(act: Act): Ruling<ActId>;
  /** Whether the text of now takes an edit of whole blocks: they stand and read as it says. */
  takes(edit: BlocksEdit): boolean;
  dismissRefused(id: ActId): void;
  /** Sends a refused act again, as a new act. */
  retryRefused(id: ActId): void;
  /** Asks for a change that did not reach the text as a proposal; once that is taken up, the words are no longer kept apart. */
  proposeUnsent(id: UnsentChange['id']): Ruling<ActId>;
  /** One such change is given up, or all of them, and with the last one the refusal is seen to. */
  dismissUnsent(id?: UnsentChange['id']): void;
  /** The text of one's own in which one writes what one proposes; it is made when it is first asked for. */
  fork(): Fork;
  /** Whether there is something in it that was not proposed yet, from an earlier visit perhaps. */
  hasFork(): boolean;
  /** Proposes each change made there, with the same reason. Stops at the first that cannot be proposed; what was, is. */
  proposeFork(why: string): Ruling<number>;
  /** Presence: the section I am in; null above the first heading. */
  stand(section: BlockId | null): void;
  /** Fetches title, status and participants anew, such as after appointing someone. */
  refresh(): void;
  /** Leaves and opens the draft again. */
  reload(): void;
}
