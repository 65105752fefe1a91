/** What was done, a row each, newest first. On a phone each row is a card; for those who listen it stays a table. */
import type { DraftId } from '@gloss/shared/words/ids';
import type { RecordRow } from '@gloss/shared/words/record';
import { Link } from 'wouter';

import { formatExact, formatMoment } from '../../phrases/format.ts';
import { phrases } from '../../phrases/phrases.ts';
import { sayWhat, sayWho } from './say-row.ts';

import styles from './record-table.module.css';

export interface RecordTableProps {
  readonly draft: DraftId;
  readonly rows: readonly RecordRow[];
}

export function RecordTable({ draft, rows }: RecordTableProps) {
  const { columns, tableLabel } = phrases.pages.record;
  return (
    <table className={styles.table} aria-label={tableLabel}>
      <thead>
        <tr>
          <th scope="col">{columns.when}</th>
          <th scope="col">{columns.who}</th>
          <th scope="col">{columns.what}</th>
          <th scope="col">{columns.thread}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} draft={draft} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ draft, row }: { readonly draft: DraftId; readonly row: RecordRow }) {
  const words = phrases.pages.record;
  const { at, thread } = row;
  return (
    <tr>
      <td className={styles.when}>
        <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
          {formatMoment(at)}
        </time>
      </td>
      <td className={styles.who}>{sayWho(row)}</td>
      <td className={styles.what}>{sayWhat(row)}</td>
      <td className={styles.thread}>
        {thread !== null && (
          <Link href={`/d/${draft}#${thread}`} aria-label={words.threadLabel(thread)}>
            {words.thread(thread)}
          </Link>
        )}
      </td>
    </tr>
  );
}
