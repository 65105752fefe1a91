/** Words for the journal to keep: a Yjs text as its updates, and what a stored document reads. */
import type { DocumentName } from '@gloss/server/journal/document';
import type { Entry, Stored } from '@gloss/server/journal/journal';
import { AccountId, DraftId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

export const draft = DraftId.parse('draft-under-test');
export const ada = AccountId.parse('account-ada');
export const ben = AccountId.parse('account-ben');

/** @returns one entry for each of the words, numbered from 1, and the state after each. */
export function written(document: DocumentName, words: readonly string[]) {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  const states: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const body = doc.getXmlFragment('body');
  for (const word of words) {
    doc.transact(() => {
      const block = new Y.XmlElement('paragraph');
      body.push([block]);
      block.setAttribute('bid', `bid-${body.length}`);
      block.insert(0, [new Y.XmlText(word)]);
    });
    states.push(Y.encodeStateAsUpdate(doc));
  }
  const entries: Entry[] = updates.map((update, at) => ({
    document,
    seq: at + 1,
    update,
    account: ada,
    at: 1_000 + at,
  }));
  return { entries, states, client: doc.clientID };
}

/** @returns the words of a stored document. */
export function wordsOf({ checkpoint, entries }: Stored): string[] {
  const doc = new Y.Doc();
  if (checkpoint) Y.applyUpdate(doc, checkpoint.state);
  for (const { update } of entries) Y.applyUpdate(doc, update);
  const blocks = doc.getXmlFragment('body').toArray() as Y.XmlElement[];
  return blocks.map((block) => (block.get(0) as Y.XmlText).toJSON());
}
