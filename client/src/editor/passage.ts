/** A passage as the text shows it: where it is, how it looks, and the decorations that draw it. See passages-plugin.ts. */
import type { Span } from '@gloss/shared/words/anchor';
import { ThreadId } from '@gloss/shared/words/ids';
import { Decoration } from '@tiptap/pm/view';

import { phrases } from '../phrases/phrases.ts';
import type { Stretch } from './selected-words.ts';

/** What somebody speaks about, with what its look needs. `wording` only with `proposal`: the words proposed. */
export interface Passage {
  readonly thread: ThreadId;
  readonly number: number;
  readonly span: Span;
  readonly look: 'open' | 'decided' | 'contested' | 'proposal';
  readonly wording?: string;
}

/** What each of its decorations carries: whose it is, and which of the two parts. */
export interface PassageMark {
  readonly thread: ThreadId;
  readonly part: 'words' | 'wording';
}

/** @returns the id of the card that speaks about a passage; the margin gives it to the card. */
export function cardId(thread: ThreadId): string {
  return `thread-${thread}`;
}

/** @returns the thread that an element of the text belongs to. */
export function threadOf(element: Element): ThreadId | null {
  const thread = ThreadId.safeParse(element.getAttribute('data-thread'));
  return thread.success ? thread.data : null;
}

/** @returns the decorations of one passage: its words, and behind them the words proposed. */
export function drawn(passage: Passage, { from, to }: Stretch, isActive: boolean): Decoration[] {
  const { thread, look, wording } = passage;
  const words = Decoration.inline(
    from,
    to,
    {
      // An element of its own for each: overlapping passages keep their own card and their own look.
      nodeName: 'mark',
      class: `passage passage-${look}${isActive ? ' passage-active' : ''}`,
      'data-thread': thread,
      // The card of the open thread is there for certain; those of others a filter may hide.
      ...(isActive && { 'aria-details': cardId(thread) }),
    },
    { thread, part: 'words' } satisfies PassageMark,
  );
  if (look !== 'proposal' || wording === undefined || wording === '') return [words];
  const proposed = Decoration.widget(to, () => wordingElement(passage, isActive), {
    thread,
    part: 'wording',
    key: `${thread} ${isActive} ${wording}`,
    side: -1,
    marks: [],
    ignoreSelection: true,
  } satisfies PassageMark & Record<string, unknown>);
  return [words, proposed];
}

/** Words that are not in the text: nobody can put the caret into them, and copying leaves them out. */
function wordingElement({ thread, wording = '' }: Passage, isActive: boolean): HTMLElement {
  const element = document.createElement('ins');
  element.className = `proposed${isActive ? ' passage-active' : ''}`;
  element.contentEditable = 'false';
  element.setAttribute('role', 'insertion');
  element.ariaLabel = phrases.editor.proposedWording(wording);
  element.setAttribute('data-thread', thread);
  if (isActive) element.setAttribute('aria-details', cardId(thread));
  element.textContent = wording;
  return element;
}
