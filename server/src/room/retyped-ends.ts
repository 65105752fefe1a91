/**
 * Words that somebody types in the place of a passage's last ones belong to it, as those in the place of its first ones do.
 * Yjs puts them behind what was deleted, and so behind the passage; here they are taken in, as long as their writer's next
 * edit goes on with them. What is typed behind a passage of which nothing was deleted stays outside. Beneath keeper.ts.
 */
import type { Passage } from '@gloss/shared/text/anchor';
import { hasLostItsEnd } from '@gloss/shared/text/anchor';
import type { Point } from '@gloss/shared/text/positions';
import { charactersOf } from '@gloss/shared/text/reading';
import type { Span } from '@gloss/shared/words/anchor';
import type { AccountId, ThreadId } from '@gloss/shared/words/ids';
import type * as Y from 'yjs';

import type { Change } from './change.ts';
import { newRunsIn } from './change.ts';

/** An edit of somebody's. */
export interface Edit {
  readonly change: Change;
  readonly by: AccountId | undefined;
}

/** A passage after an edit, whose ends may be others now, and how many characters it had before. */
export interface Shortened {
  readonly span: Span;
  readonly there: Passage;
  readonly lost: number;
}

interface Retyping {
  readonly by: AccountId;
  /** So many more characters may come, and the rest of a word. */
  readonly left: number;
}

/** In the place of so many characters stand at most twice as many and so many more: beyond that, something else is said. */
const mostMore = 40;

export class RetypedEnds {
  readonly #open = new Map<ThreadId, Retyping>();
  /** Those that the edit under way went on with. */
  readonly #continued = new Set<ThreadId>();

  /** Forgets a thread: somebody else has set its anchor. */
  drop(id: ThreadId): void {
    this.#open.delete(id);
  }

  /** @returns the passage with what this edit has put in the place of its last words. */
  reach(doc: Y.Doc, id: ThreadId, { span, there, lost }: Shortened, edit: Edit): Passage {
    const { change, by } = edit;
    if (by === undefined || change.isStructural) return there;
    const open = this.#open.get(id);
    const own = open?.by === by ? open : null;
    const isCut = lost > 0 && hasLostItsEnd(doc, span);
    if (!isCut && !own) return there;
    const most = own ? own.left + (isCut ? lost : 0) : lost * 2 + mostMore;
    const typed = typedAt(there.end, change);
    const words = belonging(before(there.end) + typed, most + 1).slice(1);
    if (words.length === typed.length && (isCut || words.length > 0)) {
      this.#open.set(id, { by, left: Math.max(0, most - words.length) });
      this.#continued.add(id);
    }
    if (words.length === 0) return there;
    const { text, offset } = there.end;
    return { start: there.start, end: { text, offset: offset + words.length } };
  }

  /** After each edit: whoever does something else is done with what they retyped. */
  follows({ by }: Pick<Edit, 'by'>): void {
    for (const [id, retyping] of this.#open)
      if (retyping.by === by && !this.#continued.has(id)) this.#open.delete(id);
    this.#continued.clear();
  }
}

/**
 * The characters that a change has put right at a point. Of letters that are alike an editor's binding takes the later one
 * for the new one: a space typed before a space is found behind it.
 */
function typedAt({ text, offset }: Point, { newFrom }: Change): string {
  const words = charactersOf(text);
  let [from, to] = [offset, offset];
  for (const run of newRunsIn(text, newFrom)) {
    if (run.from === to) to = run.to;
    else if (run.from > to && from === to) [from, to] = [run.from, run.to];
  }
  while (from > offset && words[from - 1] === words[to - 1]) {
    from -= 1;
    to -= 1;
  }
  return from === offset ? words.slice(from, to) : '';
}

/** The character before a point. */
function before({ text, offset }: Point): string {
  return charactersOf(text).slice(offset - 1, offset);
}

/** As much of it as belongs together: one sentence, and no word more once there are so many characters. */
function belonging(words: string, most: number): string {
  for (const { index } of words.matchAll(/\s/gu))
    if (index >= most || /[.!?…]/.test(words[index - 1] ?? '')) return words.slice(0, index);
  return words;
}
