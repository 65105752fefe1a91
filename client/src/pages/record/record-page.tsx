/** The record of a draft, for its leads: who did what, and when. */
import { paths } from '@gloss/shared/wire/api';
import type { DraftId } from '@gloss/shared/words/ids';
import { ArrowLeft, Download } from 'lucide-react';
import { useState } from 'react';
import { Link, Redirect } from 'wouter';

import { phrases } from '../../phrases/phrases.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Asking } from '../asking.tsx';
import { Failed } from '../failed.tsx';
import { Message } from '../message.tsx';
import { PageFrame } from '../page-frame.tsx';
import { PageHead } from '../page-head.tsx';
import { useTitle } from '../use-title.ts';
import { RecordFilter } from './record-filter.tsx';
import { RecordTable } from './record-table.tsx';
import type { AtRecord, Filter, RecordView } from './use-record.ts';
import { useRecord } from './use-record.ts';

import hidden from '../../ui/visually-hidden.module.css';
import styles from './record-page.module.css';

const everything: Filter = { by: null, kind: null };

export function RecordPage({ draft }: { readonly draft: DraftId }) {
  const words = phrases.pages.record;
  const [filter, setFilter] = useState(everything);
  const { at, again, older } = useRecord(draft, filter);
  useTitle(at.is === 'in' ? words.titleOf(at.card.title) : words.title);
  switch (at.is) {
    case 'asking':
      return <Asking say={words.loading} />;
    case 'signed-out':
      return <Redirect to="/enter" replace />;
    case 'no-such-draft':
      return (
        <Message title={words.gone.title} say={words.gone.say}>
          <ButtonLink href="/" look="primary">
            {phrases.pages.notFound.home}
          </ButtonLink>
        </Message>
      );
    case 'not-a-lead':
      return (
        <Message title={words.notLeadTitle} say={words.notLeadSay}>
          <ButtonLink href={`/d/${draft}`} look="primary">
            {words.back}
          </ButtonLink>
        </Message>
      );
    case 'failed':
      return <Failed title={words.failedTitle} refusal={at.refusal} again={again} />;
    case 'in':
      return <Shown at={at} older={older} filter={filter} onFilter={setFilter} />;
  }
}

interface ShownProps extends Pick<RecordView, 'older'> {
  readonly at: Extract<AtRecord, { is: 'in' }>;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

function Shown({ at, older, filter, onFilter }: ShownProps) {
  const words = phrases.pages.record;
  const { card, rows } = at;
  return (
    <PageFrame>
      <div className={styles.record}>
        <Link href={`/d/${card.id}`} className={styles.back}>
          <ArrowLeft aria-hidden />
          <span>{card.title}</span>
        </Link>
        <PageHead title={words.title}>
          <ButtonLink href={paths.recordFile(card.id)} icon={<Download aria-hidden />} download>
            {words.download}
          </ButtonLink>
        </PageHead>
        <p className={styles.lead}>{words.lead}</p>
        <RecordFilter people={card.participants} filter={filter} onFilter={onFilter} />
        <output className={hidden.hidden}>{words.shown(rows.length)}</output>
        {rows.length === 0 ? (
          <EmptyState
            title={words.emptyTitle}
            action={<Button onPress={() => onFilter(everything)}>{words.showAll}</Button>}
          >
            <p>{words.emptySay}</p>
          </EmptyState>
        ) : (
          <>
            <RecordTable draft={card.id} rows={rows} />
            <Older at={at} older={older} />
          </>
        )}
      </div>
    </PageFrame>
  );
}

function Older({ at, older }: Pick<ShownProps, 'at' | 'older'>) {
  const words = phrases.pages.record;
  const isAsking = at.older === 'asking';
  // It stays where the focus is; a second press while it asks does nothing.
  const show = () => (isAsking ? undefined : void older());
  return (
    <div className={styles.older}>
      {at.older === 'failed' && <p role="alert">{words.olderFailed}</p>}
      {at.next === null ? (
        <p>{words.allShown}</p>
      ) : (
        <Button onPress={show}>{isAsking ? words.olderComing : words.older}</Button>
      )}
    </div>
  );
}
