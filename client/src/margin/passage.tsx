/** The words a thread is about, and what has become of them since (product.md, "An anchor's life"). */
import type { Anchor } from '@gloss/shared/words/anchor';
import type { Thread } from '@gloss/shared/words/thread';

import { phrases } from '../phrases/phrases.ts';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { useMarginWorld } from './margin-world.ts';
import { Moved } from './moved.tsx';
import { Reattach } from './reattach.tsx';
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
        {isOpen ? <ScrollBox label={words.quote}>{quote.exact}</ScrollBox> : quote.exact}
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

function Orphaned({ thread, anchor, isOpen }: PassageProps) {
  const { me, role } = useMarginWorld();
  const { section, state } = anchor;
  const reads = state.is === 'orphaned' ? state.reads : undefined;
  return (
    <div className={styles.warning}>
      <p>{section === '' ? words.orphaned : words.orphanedIn(section)}</p>
      {isOpen && reads !== undefined && <ReadsNow label={words.lastRead} reads={reads} />}
      {isOpen && whatMay(thread, me, role).reattach && (
        <Reattach thread={thread} hint={words.selectFirst} />
      )}
    </div>
  );
}
