/** The drafts one may see, newest change first: title, status, own role, open threads, last change. */
import type { DraftSummary } from '@gloss/shared/words/draft';
import { MessageSquare } from 'lucide-react';
import { Link } from 'wouter';

import { phrases } from '../../phrases/phrases.ts';
import { Ago } from '../ago.tsx';
import { StatusPill } from '../status-pill.tsx';

import styles from './draft-list.module.css';

export function DraftList({ drafts }: { readonly drafts: readonly DraftSummary[] }) {
  return (
    <ul className={styles.list}>
      {drafts.map((draft) => (
        <li key={draft.id} className={styles.draft}>
          <DraftRow draft={draft} />
        </li>
      ))}
    </ul>
  );
}

function DraftRow({ draft }: { readonly draft: DraftSummary }) {
  const words = phrases.pages.home;
  return (
    <>
      <h2 className={styles.title}>
        <Link href={`/d/${draft.id}`} className={styles.link}>
          {draft.title}
        </Link>
      </h2>
      <span className={styles.status}>
        <StatusPill status={draft.status} />
      </span>
      <p className={styles.facts}>
        <span>{words.role(phrases.pages.roles[draft.role])}</span>
        <span>
          {words.changed} <Ago at={draft.changedAt} />
        </span>
      </p>
      <p className={styles.threads}>
        <MessageSquare aria-hidden />
        {words.openThreads(draft.openThreads)}
      </p>
    </>
  );
}
