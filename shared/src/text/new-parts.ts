/** Content as new Yjs parts, made as the editor binding makes them: no null attribute, one text for runs side by side. */
import * as Y from 'yjs';

import { newBlockId } from './block-id.ts';
import type { JSONContent } from './content.ts';
import { takesBlockId } from './content.ts';

/** @returns an element with all that is in it; blocks get a `bid` of their own, the outermost the one given, if any. */
export function elementOf(part: JSONContent, bid?: string): Y.XmlElement {
  const element = new Y.XmlElement(part.type);
  for (const [name, value] of Object.entries(part.attrs ?? {}))
    if (name !== 'bid' && value !== null && value !== undefined) element.setAttribute(name, value);
  if (takesBlockId(part)) element.setAttribute('bid', bid ?? newBlockId());
  const children: (Y.XmlElement | Y.XmlText)[] = [];
  let runs: JSONContent[] = [];
  const endRuns = () => {
    if (runs.length > 0) children.push(textOf(runs));
    runs = [];
  };
  for (const child of part.content ?? []) {
    if (child.type === 'text') runs.push(child);
    else {
      endRuns();
      children.push(elementOf(child));
    }
  }
  endRuns();
  element.insert(0, children);
  return element;
}

/** @returns a text of these text nodes. */
export function textOf(runs: readonly JSONContent[]): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(runs.map((run) => ({ insert: run.text ?? '', attributes: formatsOf(run) })));
  return text;
}

/** @returns the marks of a text node as Yjs keeps them: mark → its attributes. */
export function formatsOf({ marks = [] }: JSONContent): Record<string, object> {
  return Object.fromEntries(marks.map(({ type, attrs }) => [type, attrs ?? {}]));
}
