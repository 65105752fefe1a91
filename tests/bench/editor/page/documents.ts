/** The documents of the page, and somebody elsewhere who writes into them. Each change goes the way an update goes. */
import { threadFrom, threadsOf, writeThread } from '@gloss/shared/rules/docket';
import { bodyOf } from '@gloss/shared/text/body';
import * as Y from 'yjs';

export interface Documents {
  readonly text: Y.Doc;
  readonly docket: Y.Doc;
}

/** Fetches both; the time it takes is the network's and counts nowhere. */
export async function fetchUpdates(): Promise<{ text: Uint8Array; docket: Uint8Array }> {
  const [text, docket] = await Promise.all(
    ['text', 'docket'].map(async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer())),
  );
  if (text === undefined || docket === undefined) throw new Error('there is nothing to show');
  return { text, docket };
}

/** Somebody elsewhere, with replicas of their own: what they write comes back as updates to apply. */
export class Elsewhere {
  readonly #text = new Y.Doc();
  readonly #docket = new Y.Doc();
  readonly #threads: string[];

  constructor({ text, docket }: Documents) {
    Y.applyUpdate(this.#text, Y.encodeStateAsUpdate(text));
    Y.applyUpdate(this.#docket, Y.encodeStateAsUpdate(docket));
    this.#threads = [...threadsOf(this.#docket).keys()];
  }

  /** One letter into the paragraph at so many parts of a thousand of the text. */
  letter(at: number): Uint8Array {
    const blocks = bodyOf(this.#text).toArray();
    const from = Math.floor((blocks.length * at) / 1000);
    const block = blocks
      .slice(from)
      .find((each) => each instanceof Y.XmlElement && each.nodeName === 'paragraph');
    const run = block instanceof Y.XmlElement ? block.get(0) : undefined;
    if (!(run instanceof Y.XmlText)) throw new Error('there is no paragraph to write into');
    return written(this.#text, () => run.insert(Math.floor(run.length / 2), 'x'));
  }

  /** What the keeper writes when words of the `nth` thread are edited. */
  settled(nth: number): Uint8Array {
    const map = threadsOf(this.#docket).get(this.#threads[nth % this.#threads.length] ?? '');
    const thread = map && threadFrom(map);
    if (thread?.anchor === undefined) throw new Error('there is no thread to settle');
    const { anchor } = thread;
    const reads = `${anchor.quote.exact} (${nth})`;
    return written(this.#docket, () =>
      writeThread(this.#docket, {
        ...thread,
        anchor: { ...anchor, state: { is: 'edited', reads } },
      }),
    );
  }
}

function written(doc: Y.Doc, write: () => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  doc.transact(write);
  return Y.encodeStateAsUpdate(doc, before);
}
