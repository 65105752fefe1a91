/** What a house must still know after a power cut, read by its own journal and its own people. */
import { docketOf, textOf } from '@gloss/server/journal/document';
import { valueOf } from '@gloss/server/journal/sqlite-file';
import { openHouse } from '@gloss/server/journal/sqlite-house';
import type { Tables } from '@gloss/server/journal/sqlite-tables';
import { openTables } from '@gloss/server/journal/sqlite-tables';
import { openPeople } from '@gloss/server/people/people';
import type { People } from '@gloss/server/people/people';
import { stateOf } from '@gloss/server/room/kept-document';
import { readThreads } from '@gloss/shared/rules/docket';
import { AccountId, ActId, DraftId, ThreadId } from '@gloss/shared/words/ids';
import type * as Y from 'yjs';

import { brokenFacts } from './facts.ts';
import type { Fact } from './facts.ts';
import { wordsIn } from './words.ts';

/** @returns a line for each promise that is broken. Throws where the folder does not open. */
export async function brokenInHouse(
  folder: string,
  said: readonly string[],
  all: readonly string[],
): Promise<string[]> {
  const house = openHouse(folder);
  const complaints: string[] = [];
  const people = await openPeople({
    dataDir: folder,
    baseUrl: new URL('http://localhost:20000'),
    now: () => Date.now(),
    complain: (sentence) => complaints.push(sentence),
  });
  try {
    const integrity = valueOf(house.file, 'pragma integrity_check');
    if (integrity !== 'ok') return [`integrity: ${String(integrity)}`];
    const tables = openTables(house.file);
    const reader = new Reader(tables, people, actsIn(all));
    return [...complaints, ...(await brokenFacts(said, (key) => reader.observed(key)))];
  } finally {
    await people.close();
    house.close();
  }
}

/** @returns every act that was ever asked for, in the world where the power stayed. */
function actsIn(all: readonly string[]): Set<string> {
  const facts = all
    .filter((line) => line.startsWith('begins {"key":"thread/'))
    .map((line) => JSON.parse(line.slice('begins '.length)) as Fact);
  return new Set(facts.flatMap(({ value }) => (value as { answered: string[] }).answered));
}

class Reader {
  readonly #tables: Tables;
  readonly #people: People;
  readonly #acts: ReadonlySet<string>;
  readonly #docs = new Map<string, Y.Doc>();

  constructor(tables: Tables, people: People, acts: ReadonlySet<string>) {
    this.#tables = tables;
    this.#people = people;
    this.#acts = acts;
  }

  /** @returns the value of a fact as it stands on this disk. */
  async observed(key: string): Promise<unknown> {
    const [kind, first = '', second = ''] = splitIn3(key);
    switch (kind) {
      case 'word':
        return this.#count(DraftId.parse(first), second) || null;
      case 'thread':
        return this.#thread(DraftId.parse(first), second);
      case 'role':
        return this.#role(DraftId.parse(first), second);
      case 'title':
        return (await this.#people.draftRow(DraftId.parse(first)))?.title;
      case 'draft':
        return this.#draft(first);
      default:
        return this.#session(key.slice('session/'.length));
    }
  }

  #count(draft: DraftId, word: string): number {
    return wordsIn(this.#doc(textOf(draft))).filter((each) => each === word).length;
  }

  #thread(draft: DraftId, id: string): unknown {
    const threads = readThreads(this.#doc(docketOf(draft)));
    const thread = threads.find((each) => each.id === ThreadId.parse(id));
    const answered = [...this.#acts]
      .filter((act) => this.#threadOfAnswer(draft, act) === id)
      .toSorted();
    if (!thread) return answered.length > 0 ? { answered } : null;
    const state = thread.disposition?.reason ?? 'open';
    const { applied } = thread.proposal ?? {};
    const wording = applied?.wording;
    const isWhole = wording === undefined || this.#count(draft, wording) === 1;
    return {
      state,
      replies: thread.replies.length,
      answered,
      ...(wording !== undefined && { wording: isWhole ? wording : 'not in the text' }),
    };
  }

  #threadOfAnswer(draft: DraftId, act: string): string | undefined {
    const body = this.#tables.answerTo(draft, ActId.parse(act))?.body;
    return body === undefined ? undefined : (JSON.parse(body) as { thread: string }).thread;
  }

  async #role(draft: DraftId, email: string): Promise<unknown> {
    const account = (await this.#people.accounts()).find((each) => each.email === email);
    return account && (await this.#people.participant(draft, account.id))?.role;
  }

  /** Title and words of a draft as its maker finds it on the list. */
  async #draft(title: string): Promise<unknown> {
    const [lead] = await this.#people.accounts();
    if (!lead) return null;
    const drafts = await this.#people.draftsOf(AccountId.parse(lead.id));
    // The first draft is given other titles later; it is the oldest.
    const draft =
      title === 'The first draft' ? drafts.at(-1) : drafts.find((each) => each.title === title);
    if (!draft) return null;
    const words = wordsIn(this.#doc(textOf(draft.id)));
    return [title, ...words.filter((word) => word.startsWith('Import.'))];
  }

  async #session(cookie: string): Promise<unknown> {
    return (await this.#people.whoIs(cookie))?.email;
  }

  #doc(name: ReturnType<typeof textOf>): Y.Doc {
    const known = this.#docs.get(name) ?? stateOf(this.#tables.read(name));
    this.#docs.set(name, known);
    return known;
  }
}

function splitIn3(key: string): string[] {
  const [kind = '', first = '', ...rest] = key.split('/');
  return [kind, first, rest.join('/')];
}
