/** What every card needs to know besides its thread. Margin provides it; it changes seldom, so cards stay as they are. */
import type { Act } from '@gloss/shared/rules/acts';
import type { Selected } from '@gloss/shared/words/anchor';
import type { AccountId, ActId, DraftId, ThreadId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import type { Ruling } from '@gloss/shared/words/refusal';
import type { Role } from '@gloss/shared/words/role';
import type { Thread } from '@gloss/shared/words/thread';
import { createContext, useContext } from 'react';

import type { BlocksField } from '../desk/blocks-editing.ts';
import type { Takes } from './blocks-standing.ts';

export interface MarginWorld {
  readonly draft: DraftId;
  readonly me: AccountId;
  readonly role: Role;
  readonly participants: readonly Participant[];
  readonly onAct: (act: Act) => Ruling<ActId>;
  /** Whether the text of now takes an edit of whole blocks. */
  readonly takes: Takes;
  /** An editor for a few blocks; always the same component. */
  readonly BlocksField: BlocksField;
  readonly onActivate: (thread: ThreadId | null) => void;
  /** Starts other wording for the passage of a thread. */
  readonly onPropose: (thread: Thread) => void;
}

export const MarginWorldContext = createContext<MarginWorld | null>(null);

/** The words selected in the text: apart from the world, because they change with every key. */
export const SelectedContext = createContext<Selected | null>(null);

export function useMarginWorld(): MarginWorld {
  const world = useContext(MarginWorldContext);
  if (world === null) throw new Error('A card stands outside of the margin.');
  return world;
}

/** The numbers of all threads of the draft, shown or not. */
export const NumbersContext = createContext<ReadonlySet<number>>(new Set());

/** @returns what gives the numbers of threads: the same set while they are the same, for it stands in a context. */
export function keepNumbers(): (threads: readonly Pick<Thread, 'number'>[]) => ReadonlySet<number> {
  let numbers: ReadonlySet<number> = new Set();
  return (threads) => {
    const isSame =
      threads.length === numbers.size && threads.every(({ number }) => numbers.has(number));
    return (numbers = isSame ? numbers : new Set(threads.map(({ number }) => number)));
  };
}
