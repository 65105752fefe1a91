/** The record as a table for a spreadsheet. No cell of it is ever taken for a formula, whatever a person calls themselves. */
import { stringify } from 'csv-stringify/sync';

import type { NamedRow } from './record-pages.ts';

const columns = ['when', 'who', 'account', 'did', 'draft', 'thread', 'whom', 'detail'] as const;

/** @returns the file in pieces, a page of rows each; the names of the columns come first. */
export async function* csvLines(
  pages: AsyncIterable<readonly NamedRow[]>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  yield encoder.encode(`\ufeff${lines([columns])}`);
  for await (const rows of pages) yield encoder.encode(lines(rows.map(cells)));
}

function cells({ at, by, did, draft, thread, about, detail }: NamedRow): string[] {
  const when = new Date(at).toISOString();
  return [when, ...[by?.name, by?.account, did, draft, thread, about?.name, detail].map(asCell)];
}

function asCell(value: string | number | null | undefined): string {
  return String(value ?? '');
}

function lines(rows: readonly (readonly string[])[]): string {
  // Puts an apostrophe before what begins like a formula, and quotes where RFC 4180 wants them.
  const wanted = { escape_formulas: true, record_delimiter: 'windows' } as const;
  return stringify(
    rows.map((row) => [...row]),
    wanted,
  );
}
