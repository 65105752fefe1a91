/** A text letter by letter, each with the name Yjs gave it: whether a letter stayed, or went and came back as another. */
import { bodyOf } from '@gloss/shared/text/body';
import { textsIn } from '@gloss/shared/text/reading';
import * as Y from 'yjs';

export interface Letter {
  /** Client and clock of its insertion. */
  readonly id: string;
  /** One UTF-16 unit. */
  readonly unit: string;
  /** The marks on it, as JSON. */
  readonly looks: string;
}

/** @returns all letters of a text, in order. */
export function lettersOf(doc: Y.Doc): Letter[] {
  return [...textsIn(bodyOf(doc))].flatMap(({ text }) => [...lettersIn(text)]);
}

function* lettersIn(text: Y.XmlText): Generator<Letter> {
  const looks = new Map<string, unknown>();
  for (let item = text._start; item; item = item.right) {
    const { content, id, deleted } = item;
    if (deleted) continue;
    if (content instanceof Y.ContentFormat) {
      if (content.value === null) looks.delete(content.key);
      else looks.set(content.key, content.value);
    } else if (content instanceof Y.ContentString)
      for (const [at, unit] of content.str.split('').entries())
        yield { id: `${id.client}:${id.clock + at}`, unit, looks: sorted(looks) };
  }
}

function sorted(looks: ReadonlyMap<string, unknown>): string {
  return JSON.stringify([...looks].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
