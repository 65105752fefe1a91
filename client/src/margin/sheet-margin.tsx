/** The margin on a narrow screen: a button to the list, and sheets over the lower half of the text. */
import { may } from '@gloss/shared/rules/may';
import type { ThreadId } from '@gloss/shared/words/ids';
import { MessageSquare } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import type { ShownThread } from '../desk/desk.ts';
import { phrases } from '../phrases/phrases.ts';
import { Sheet } from '../ui/sheet.tsx';
import { Composer } from './composer.tsx';
import { FilterBar } from './filter-bar.tsx';
import { MarginEmpty } from './margin-empty.tsx';
import type { MarginView } from './margin-view.ts';
import { RefusedActs } from './refused-acts.tsx';
import { ThreadList } from './thread-list.tsx';
import { ListSheet, ThreadSheet } from './thread-sheet.tsx';
import { CommentButton } from './whole-draft.tsx';

import hidden from '../ui/visually-hidden.module.css';
import styles from './sheet-margin.module.css';

const words = phrases.margin;

export function SheetMargin(view: MarginView) {
  return (
    <>
      <h2 className={hidden.hidden}>{words.title}</h2>
      <Shown {...view} />
    </>
  );
}

function Shown(view: MarginView) {
  const { order, active, composing, role, filter, counts } = view;
  const { wholeDraft, orphaned, placed } = view.arrangement;
  const [isListed, setListed] = useState(false);
  // A new refusal opens the list once; closed, it stays closed.
  const [seenRefused, setSeenRefused] = useState(0);
  const thread = order.find(({ id }) => id === active);
  const isListShown = isListed || view.refused.length > seenRefused;
  const opener = useFocusOnReturn(composing !== null || thread !== undefined || isListShown);
  const close = () => {
    setListed(false);
    setSeenRefused(view.refused.length);
  };
  // From a thread one goes back to the text, also where the list led to it.
  const activate = (to: ThreadId | null) => {
    if (to === null) close();
    view.onActivate(to);
  };

  if (composing) {
    return (
      <Sheet key="composer" label={words.compose.title} onClose={view.onComposeEnd}>
        <Composer
          key={composing.mode}
          selected={composing.selected}
          mode={composing.mode}
          onEnd={view.onComposeEnd}
          isFramed={false}
        />
      </Sheet>
    );
  }
  if (thread) return <ThreadSheet thread={thread} order={order} onActivate={activate} />;
  if (isListShown) {
    return (
      <ListSheet onClose={close}>
        <RefusedActs {...view} />
        <FilterBar filter={filter} onFilter={view.onFilter} counts={counts} />
        {may(role, 'annotate') && <CommentButton onPress={view.onWholeDraft} />}
        <Cards title={words.groupWholeDraft(wholeDraft.length)} threads={wholeDraft} />
        <Cards title={words.groupOrphaned(orphaned.length)} threads={orphaned} tone="warn" />
        <Cards title={words.placedList} threads={placed.map(({ thread: each }) => each)} />
        {order.length === 0 && (
          <MarginEmpty filter={filter} isFirst={counts.all === 0} role={role} />
        )}
      </ListSheet>
    );
  }
  return (
    <button ref={opener} type="button" className={styles.opener} onClick={() => setListed(true)}>
      <MessageSquare aria-hidden />
      {words.sheet.list(order.length)}
    </button>
  );
}

interface CardsProps {
  readonly title: string;
  readonly threads: readonly ShownThread[];
  /** warn: somebody should look at it. */
  readonly tone?: 'warn';
}

/** A part of the list. The heading of those that lost their words can be seen, as in the wide margin; ears hear all of them. */
function Cards({ title, threads, tone }: CardsProps) {
  if (threads.length === 0) return null;
  return (
    <section>
      <h3 className={tone ? styles.warn : hidden.hidden}>{title}</h3>
      <ThreadList threads={threads} active={null} className={styles.cards} label={title} />
    </section>
  );
}

/** The button is away while a sheet is open: a sheet that closes cannot give the focus back to it. */
function useFocusOnReturn(isSheetOpen: boolean) {
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isSheetOpen);
  useEffect(() => {
    const isFocusLost = document.activeElement === document.body;
    if (wasOpen.current && !isSheetOpen && isFocusLost)
      opener.current?.focus({ preventScroll: true });
    wasOpen.current = isSheetOpen;
  }, [isSheetOpen]);
  return opener;
}
