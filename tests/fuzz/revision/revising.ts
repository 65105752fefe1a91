/** The server's side of a revision without a network: a text, its threads, the real docket, and a file that is brought in. */
import { apart } from '@gloss/server/exchange/apart';
import { revisionOf } from '@gloss/server/exchange/revision';
import { docketOf, textOf } from '@gloss/server/journal/document';
import { openMemoryJournal } from '@gloss/server/journal/memory-journal';
import { Docket } from '@gloss/server/room/docket';
import { DraftJournal } from '@gloss/server/room/draft-journal';
import { KeptDocument } from '@gloss/server/room/kept-document';
import { bringIn } from '@gloss/server/room/revised-text';
import { TextRoom } from '@gloss/server/room/text-room';
import { openThread, person } from '@gloss/shared/rules/scene.fixture';
import { bodyOf } from '@gloss/shared/text/body';
import type { FirstWords, JSONContent } from '@gloss/shared/text/content';
import { contentOf as bodyContentOf, firstWords } from '@gloss/shared/text/content';
import { lineOf } from '@gloss/shared/text/reading';
import { settle } from '@gloss/shared/text/settle';
import type { Anchor, Selected } from '@gloss/shared/words/anchor';
import { DraftId, ThreadId } from '@gloss/shared/words/ids';
import { refuse } from '@gloss/shared/words/refusal';
import type { Thread } from '@gloss/shared/words/thread';
import * as Y from 'yjs';

import type { Followed } from './fates.ts';
import type { Stretch } from './oracle.ts';

const draft = DraftId.parse('draft-0001');
const [author, editor] = [person('reviewer'), person('editor')];

export class Revising {
  readonly #text: TextRoom;
  readonly #docket: Docket;
  readonly #journal: DraftJournal;
  readonly #stood: Stretch[] = [];

  private constructor(text: KeptDocument, docket: KeptDocument, journal: DraftJournal) {
    this.#docket = new Docket(docket, text);
    this.#journal = journal;
    this.#text = new TextRoom(text, { journal, follower: this.#docket, now: () => 1 });
  }

  /** A draft with this text. */
  static async of(content: JSONContent): Promise<Revising> {
    const journal = await openMemoryJournal();
    const { update, client } = firstWords(content);
    const document = textOf(draft);
    const { account } = person('lead');
    await journal.append({
      entries: [{ document, seq: 1, update, account, at: 1 }],
      bindings: [{ document, client, account }],
      tally: { draft, openThreads: 0 },
    });
    const text = new KeptDocument(document, await journal.read(document));
    const docket = new KeptDocument(docketOf(draft), await journal.read(docketOf(draft)));
    const failed = (error: unknown) => {
      throw error;
    };
    const notices = { onFailure: failed, onStored: () => undefined };
    return new Revising(text, docket, new DraftJournal(journal, [text, docket], notices));
  }

  get text(): Y.Doc {
    return this.#text.doc;
  }

  /** All of it, in one line. */
  get words(): string {
    return lineOf(bodyOf(this.text)).words;
  }

  /** Each annotation with its anchor as it is now, in the order in which they were made. */
  get followed(): Followed[] {
    const threads = [...this.#docket.threads.all()].toSorted((a, b) => a.number - b.number);
    return threads.flatMap(({ anchor }, at) => {
      const stood = this.#stood[at];
      return anchor && stood ? [{ anchor, stood }] : [];
    });
  }

  /** Opens a thread on each of these selections, all in one step. */
  async annotates(
    planned: readonly { readonly selected: Selected; readonly stretch: Stretch }[],
  ): Promise<void> {
    const threads = planned.map(({ selected, stretch }, at): Thread => {
      const id = ThreadId.parse(`thread-number-${String(at).padStart(5, '0')}`);
      const anchor = settled(this.text, selected);
      this.#stood.push(stretch);
      return { ...openThread(author), id, number: at + 1, anchor, history: [] };
    });
    const entry = this.#docket.write(threads, author.account, 1);
    await this.#journal.remember({ entries: [entry] });
    this.#docket.watch();
  }

  /**
   * Brings a revised text in, and searches for what was lost until nothing is left to search for.
   * @param isBlind a control: nobody says which words the revised text has taken elsewhere.
   */
  async bringsIn(content: JSONContent, isBlind = false): Promise<void> {
    const seen = revisionOf(Y.encodeStateAsUpdate(this.text), content);
    const revision = isBlind ? { ...seen, carried: [] } : seen;
    const world = { draft, text: this.#text, docket: this.#docket, journal: this.#journal };
    const answer = await bringIn(world, revision, { by: editor.account, at: 2 });
    if (!answer.ok) throw new Error(answer.refusal.code);
    while (this.#docket.isSearching) {
      const entry = this.#docket.searchOn(3);
      if (entry) await this.#journal.remember({ entries: [entry] });
    }
  }
}

function settled(text: Y.Doc, selected: Selected): Anchor {
  const anchor = settle(text, selected, 1);
  if (!anchor.ok) throw new Error('These words cannot be annotated.');
  return anchor.value;
}

const reader = new URL('../../../server/src/exchange/import-worker.ts', import.meta.url);

/** @returns the text of a Markdown file, as the server reads it. */
export async function contentOf(file: string): Promise<JSONContent> {
  const wanted = { name: 'file.md', bytes: new TextEncoder().encode(file) };
  const read = await apart<{ words: FirstWords }>(reader, wanted, refuse('too-large'));
  if (!read.ok) throw new Error(read.refusal.code);
  const text = new Y.Doc();
  Y.applyUpdate(text, read.value.words.update);
  return bodyContentOf(bodyOf(text));
}
