/**
 * The margin: every thread of a draft beside its words, or, on a narrow screen, in a sheet. It gets words and callbacks
 * and knows neither the desk nor the editor; `pages/write` puts the three together.
 */
import type { Act } from '@gloss/shared/rules/acts';
import type { Selected } from '@gloss/shared/words/anchor';
import type { AccountId, ActId, DraftId, ThreadId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import type { Ruling } from '@gloss/shared/words/refusal';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';

import type { BlocksField } from '../desk/blocks-editing.ts';
import type { ShownThread } from '../desk/desk.ts';
import type { Place } from './arrange.ts';
import { keepArranged, readingOrder } from './arrange.ts';
import { BesideMargin } from './beside-margin.tsx';
import type { Takes } from './blocks-standing.ts';
import type { Composing } from './composing.ts';
import { composingOn } from './composing.ts';
import type { MarginView } from './margin-view.ts';
import type { MarginWorld } from './margin-world.ts';
import {
  keepNumbers,
  MarginWorldContext,
  NumbersContext,
  SelectedContext,
} from './margin-world.ts';
import { SheetMargin } from './sheet-margin.tsx';
import { keepCounts, passes } from './thread-filter.ts';
import { useAnnouncements } from './use-announcements.ts';

/** What the page brings. */
export interface MarginProps extends Pick<
  MarginView,
  | 'threads'
  | 'active'
  | 'onActivate'
  | 'role'
  | 'filter'
  | 'onFilter'
  | 'refused'
  | 'onRetry'
  | 'onDismiss'
  | 'onComposeEnd'
> {
  readonly draft: DraftId;
  /** Where the words of each thread begin, in px from the upper edge of the page; the margin's upper edge is the same line. */
  readonly places: ReadonlyMap<ThreadId, Place>;
  readonly me: AccountId;
  /** Whether the text of now takes an edit of whole blocks; always the same function. */
  readonly takes: Takes;
  /** An editor for a few blocks; always the same component. */
  readonly BlocksField: BlocksField;
  readonly participants: readonly Participant[];
  /** What an annotation is being written about; `selected` null is the whole draft. Hold it still while it lasts. */
  readonly composing: { readonly selected: Selected | null; readonly top: number } | null;
  /** Judged at once: a refusal is shown in the form, with the words still in it. */
  readonly onAct: (act: Act) => Ruling<ActId>;
  /** What is selected in the text now, for reattaching. */
  readonly selected: Selected | null;
  readonly shape: 'beside' | 'sheet';
  /** Escape in the margin, or the end of composing: the focus goes back to the text. */
  readonly onReturn?: () => void;
}

export function Margin(props: MarginProps) {
  const { threads, places, active, me, role, filter, draft, participants, onAct, takes } = props;
  const { onActivate, onComposeEnd, onReturn, BlocksField } = props;
  const [own, setOwn] = useState<Composing | null>(null);
  useAnnouncements(threads, me);

  // Looked up when somebody asks: a world that changed with the places would draw every card anew.
  const placesNow = useRef(places);
  useLayoutEffect(() => {
    placesNow.current = places;
  });
  const world = useMemo(
    (): MarginWorld => ({
      draft,
      me,
      role,
      participants,
      onAct,
      takes,
      BlocksField,
      onActivate,
      onPropose: (thread) => setOwn(composingOn(thread, placesNow.current.get(thread.id)?.top)),
    }),
    [draft, me, role, participants, onAct, takes, BlocksField, onActivate],
  );
  const [numbersOf] = useState(keepNumbers);
  const numbers = useMemo(() => numbersOf(threads), [numbersOf, threads]);
  const countsFor = useMemo(() => keepCounts(me), [me]);
  const counts = useMemo(() => countsFor(threads), [countsFor, threads]);
  // The open thread stays in sight when a decision takes it out of the filter.
  const shown = useMemo(
    () => threads.filter((thread) => thread.id === active || passes(thread, filter, me)),
    [threads, filter, me, active],
  );
  const [arranged] = useState(() => keepArranged<ShownThread>());
  const arrangement = useMemo(() => arranged(shown, places), [arranged, shown, places]);

  const order = useMemo(() => readingOrder(arrangement), [arrangement]);

  const view: MarginView = {
    ...props,
    arrangement,
    order,
    counts,
    composing: props.composing ? { ...props.composing, mode: 'say' } : own,
    onComposeEnd: () => {
      setOwn(null);
      onComposeEnd();
      // The form goes, and with it the field that has the focus; a sheet gives it back by itself.
      if (props.shape === 'beside') onReturn?.();
    },
    onWholeDraft: () => setOwn({ selected: null, top: 0, mode: 'say' }),
    onLeave: () => {
      onActivate(null);
      onReturn?.();
    },
  };
  return (
    <MarginWorldContext value={world}>
      <NumbersContext value={numbers}>
        <SelectedContext value={props.selected}>
          {props.shape === 'beside' ? <BesideMargin {...view} /> : <SheetMargin {...view} />}
        </SelectedContext>
      </NumbersContext>
    </MarginWorldContext>
  );
}
