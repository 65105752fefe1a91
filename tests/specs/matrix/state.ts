/** Everything that a refused operation must leave as it was: what is on disk, and what a fresh visitor is shown. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { readThreads } from '@gloss/shared/rules/docket';
import { bodyOf } from '@gloss/shared/text/body';
import { contentOf } from '@gloss/shared/text/content';
import { paths } from '@gloss/shared/wire/api';
import type * as Y from 'yjs';

import type { Scene } from './principals.ts';
import { replicaOf } from './socket.ts';

/** Reads how far every document has come, who takes part as what, and which drafts, accounts and sessions there are. */
export class Disk {
  readonly #file: DatabaseSync;

  constructor(dataDir: string) {
    this.#file = new DatabaseSync(join(dataDir, 'gloss.sqlite'), { readOnly: true });
  }

  /** Cheap: asked before and after each cell. */
  now(): string {
    return JSON.stringify(questions.map((question) => this.#file.prepare(question).all()));
  }

  close(): void {
    this.#file.close();
  }
}

const questions = [
  'select document, head from journal_document order by document',
  'select draft, act, account from journal_answer order by draft, act',
  'select draft, account, role from participant order by draft, account',
  'select id, title, status, epoch from draft order by id',
  'select id, name, email, organisation, mayCreate from user order by id',
  // Those that are over go when they are next asked for; that is no change.
  `select userId, count(*) as sessions from session where expiresAt > strftime('%FT%TZ') group by userId`,
];

/** @returns the text, the threads and the card of the draft by content, as the server gives them to a newcomer. */
export async function shownNow({ house, draft, author }: Scene): Promise<object> {
  const { cookie } = author.agent;
  const [text, docket, card, drafts] = await Promise.all([
    replicaOf(house.url, draft, 'text', cookie),
    replicaOf(house.url, draft, 'docket', cookie),
    author.agent.get(paths.draft(draft)),
    author.agent.get(paths.drafts),
  ]);
  return {
    text: wordsOf(text),
    threads: readThreads(docket),
    card: card.body,
    drafts: drafts.body,
  };
}

function wordsOf(text: Y.Doc): object {
  return contentOf(bodyOf(text));
}
