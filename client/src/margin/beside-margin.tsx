/** The margin as a column beside the page: filter, what has no words, then every card at its words. */
import { may } from '@gloss/shared/rules/may';
import type { ThreadId } from '@gloss/shared/words/ids';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { stepFrom } from './arrange.ts';
import { CardList } from './card-list.tsx';
import { Composer } from './composer.tsx';
import { FilterBar } from './filter-bar.tsx';
import { MarginEmpty } from './margin-empty.tsx';
import type { MarginView } from './margin-view.ts';
import { RefusedActs } from './refused-acts.tsx';
import { ThreadGroup } from './thread-group.tsx';
import { focusHeading } from './use-focus-back.ts';
import { WholeDraft } from './whole-draft.tsx';

import hidden from '../ui/visually-hidden.module.css';
import styles from './beside-margin.module.css';

export function BesideMargin(view: MarginView) {
  const { arrangement, order, active, composing, counts, filter, role, onActivate } = view;
  const { wholeDraft, orphaned, placed } = arrangement;
  const { top, floor } = useFloor();
  const { keys, walkTo } = useWalk(view);
  const form = composing && (
    <Composer
      key={composing.mode}
      selected={composing.selected}
      mode={composing.mode}
      onEnd={view.onComposeEnd}
    />
  );
  return (
    // Keys that walk through the threads while the focus is in here; every card is reachable with Tab as well.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.margin} {...keys}>
      <h2 className={hidden.hidden}>{phrases.margin.title}</h2>
      <div ref={top} className={styles.top}>
        <div className={styles.bar}>
          <FilterBar filter={filter} onFilter={view.onFilter} counts={counts} />
        </div>
        <div className={styles.groups}>
          <RefusedActs {...view} />
          {composing?.selected === null && form}
          <WholeDraft
            threads={wholeDraft}
            active={active}
            onCompose={may(role, 'annotate') ? view.onWholeDraft : undefined}
          />
          <ThreadGroup
            title={phrases.margin.groupOrphaned(orphaned.length)}
            threads={orphaned}
            active={active}
            tone="warn"
            isForced={filter === 'orphaned'}
          />
          {order.length === 0 && !composing && (
            <MarginEmpty filter={filter} isFirst={counts.all === 0} role={role} />
          )}
        </div>
      </div>
      <CardList
        placed={placed}
        active={active}
        composer={composing?.selected && form ? { top: composing.top, form } : null}
        floor={floor}
        onActivate={onActivate}
        onGo={walkTo}
      />
    </div>
  );
}

/** The lower edge of what stands at the top, which no card crosses. */
function useFloor() {
  const top = useRef<HTMLDivElement>(null);
  const [floor, setFloor] = useState(48);
  useEffect(() => {
    const element = top.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setFloor(element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { top, floor };
}

/** J and K walk in reading order, Escape goes back to the text. */
function useWalk({ order, active, onActivate, onLeave }: MarginView) {
  const walkedTo = useRef<ThreadId | null>(null);
  useEffect(() => {
    if (active === null || walkedTo.current !== active) return;
    walkedTo.current = null;
    focusHeading(active);
  });
  const walkTo = (thread: ThreadId): void => {
    walkedTo.current = thread;
    onActivate(thread);
  };
  const keys = {
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.defaultPrevented || isElsewhere(event)) return;
      if (event.key === 'Escape') {
        event.preventDefault();
        onLeave();
        return;
      }
      const steps = stepOf(event);
      const next = steps && stepFrom(order, active ?? focusedThread(event.target), steps);
      if (!next) return;
      event.preventDefault();
      walkTo(next.id);
    },
  };
  return { keys, walkTo };
}

/** Menus and dialogs are drawn elsewhere; their keys still come by. */
function isElsewhere({ currentTarget, target }: KeyboardEvent<HTMLElement>): boolean {
  return !(target instanceof Node && currentTarget.contains(target));
}

function stepOf({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): 1 | -1 | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  if (target instanceof HTMLElement && target.matches('textarea, input:not([type=radio])'))
    return undefined;
  if (key === 'j' || key === 'J') return 1;
  return key === 'k' || key === 'K' ? -1 : undefined;
}

function focusedThread(target: EventTarget): ThreadId | null {
  const heading = target instanceof HTMLElement ? target.dataset['threadHeading'] : undefined;
  return (heading as ThreadId | undefined) ?? null;
}
