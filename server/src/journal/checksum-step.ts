/**
 * The step of migrations.ts that gives a checksum to what had none: bindings, answers, tallies, and what is known of
 * each document. What is there is believed this one last time.
 */
import type { DatabaseSync } from 'node:sqlite';

import { checksumOf } from './checksum.ts';

/** Rebuilds the tables within the transaction that is open. */
export function addChecksums(file: DatabaseSync): void {
  file.function('checksum_of', { varargs: true, deterministic: true }, (...words) =>
    checksumOf(words as (string | number)[]),
  );
  file.exec(`
    create table journal_client_2 (
      document text    not null,
      client   integer not null,
      account  text    not null,
      checksum integer not null,
      primary key (document, client)
    ) strict, without rowid;
    insert into journal_client_2
      select document, client, account, checksum_of(document, client, account) from journal_client;
    drop table journal_client;
    alter table journal_client_2 rename to journal_client;

    create table journal_answer_2 (
      draft    text    not null,
      act      text    not null,
      account  text    not null,
      body     text    not null,
      checksum integer not null,
      primary key (draft, act)
    ) strict, without rowid;
    insert into journal_answer_2
      select draft, act, account, body, checksum_of(draft, act, account, body) from journal_answer;
    drop table journal_answer;
    alter table journal_answer_2 rename to journal_answer;

    create table journal_tally_2 (
      draft        text    not null primary key,
      open_threads integer not null,
      checksum     integer not null
    ) strict, without rowid;
    insert into journal_tally_2
      select draft, open_threads, checksum_of(draft, open_threads) from journal_tally;
    drop table journal_tally;
    alter table journal_tally_2 rename to journal_tally;

    create table journal_document_2 (
      document   text    not null primary key,
      head       integer not null,
      changed_at integer not null,
      clients    integer not null,
      answers    integer not null,
      checksum   integer not null
    ) strict, without rowid;
    with every as (
      select document from journal_document
      union select document from journal_client
      union select draft || '/docket' from journal_answer
    ), counted as (
      select
        every.document,
        ifnull(head, 0) as head,
        ifnull(changed_at, 0) as changed_at,
        ifnull(clients, 0) as clients,
        ifnull(answers, 0) as answers
      from every
      left join journal_document using (document)
      left join (select document, count(*) as clients from journal_client group by 1)
        using (document)
      left join (select draft || '/docket' as document, count(*) as answers from journal_answer group by 1)
        using (document)
    )
    insert into journal_document_2
      select document, head, changed_at, clients, answers,
        checksum_of(document, head, changed_at, clients, answers)
      from counted;
    drop table journal_document;
    alter table journal_document_2 rename to journal_document;
  `);
}
