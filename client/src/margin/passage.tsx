/** The words a thread is about, and what has become of them since (product.md, "An anchor's life"). */
import type { Anchor } from '@gloss/shared/words/anchor';
import type { Thread } from '@gloss/shared/words/thread';
import { use } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { SelectedContext, useMarginWorld } from './margin-world.ts';
import { whatMay } from './what-may.ts';

import styles from './passage.module.css';

const words = phrases.margin.passage;

export interface PassageProps {
  readonly thread: Thread;
  readonly anchor: Anchor;
  /** Shows the notes with what can be done; otherwise the quote and one line. */
  readonly isOpen: boolean;
}

/** A proposal shows its passage struck; the quote is wanted again only where the words have gone their own way. */
export function showsPassage(thread: Thread): thread is Thread & { anchor: Anchor } {
  const { anchor, proposal } = thread;
  return anchor !== undefined && (proposal === undefined || anchor.state.is !== 'anchored');
}

export function Passage({ thread, anchor, isOpen }: PassageProps) {
  const { state, quote } = anchor;
  return (
    <div className={styles.passage}>
      <blockquote className={isOpen ? styles.quote : `${styles.quote} ${styles.short}`} dir="auto">
        <VisuallyHidden>{words.quote}: </VisuallyHidden>
        {quote.exact}
      </blockquote>
      {state.is === 'edited' && (
        <ReadsNow
          label={isOpen ? words.readsNow : words.edited}
          reads={isOpen ? state.reads : ''}
        />
      )}
      {state.is === 'moved' && <Moved thread={thread} anchor={anchor} isOpen={isOpen} />}
      {state.is === 'orphaned' && <Orphaned thread={thread} anchor={anchor} isOpen={isOpen} />}
    </div>
  );
}

function ReadsNow({ label, reads }: { readonly label: string; readonly reads: string }) {
  return (
    <p className={styles.note}>
      <span className={styles.noteLabel}>{label}</span>
      {reads !== '' && <q dir="auto">{reads}</q>}
    </p>
  );
}

function Moved({ thread, anchor, isOpen }: PassageProps) {
  const { me, role, onAct } = useMarginWorld();
  const { state, span, quote } = anchor;
  if (state.is !== 'moved') return null;
  if (!state.confirm) return isOpen ? <p className={styles.note}>{words.movedExact}</p> : null;
  const confirm = () =>
    onAct({
      act: 'reattach',
      thread: thread.id,
      selected: { ...span, quote: { ...quote, exact: state.reads } },
    });
  return (
    <div className={styles.warning}>
      <p>{words.moved}</p>
      {isOpen && <ReadsNow label={words.now} reads={state.reads} />}
      {isOpen && whatMay(thread, me, role).reattach && (
        <Button onPress={confirm}>{words.confirm}</Button>
      )}
    </div>
  );
}

function Orphaned({ thread, anchor, isOpen }: PassageProps) {
  const { me, role } = useMarginWorld();
  const { section } = anchor;
  return (
    <div className={styles.warning}>
      <p>{section === '' ? words.orphaned : words.orphanedIn(section)}</p>
      {isOpen && whatMay(thread, me, role).reattach && <Reattach thread={thread} />}
    </div>
  );
}

/** Apart, because it alone follows what is selected in the text. */
function Reattach({ thread }: { readonly thread: Thread }) {
  const { onAct } = useMarginWorld();
  const selected = use(SelectedContext);
  if (selected === null) return <p>{words.selectFirst}</p>;
  return (
    <>
      <p className={styles.selected}>{words.willAttach(selected.quote.exact)}</p>
      <Button onPress={() => onAct({ act: 'reattach', thread: thread.id, selected })}>
        {words.reattach}
      </Button>
    </>
  );
}
