/** A passage as the text shows it: where it is, how it looks, and the decorations that draw it. See passages-plugin.ts. */
import type { Span } from '@gloss/shared/words/anchor';
import { ThreadId } from '@gloss/shared/words/ids';
import type { Node as TextNode } from '@tiptap/pm/model';
import { Decoration } from '@tiptap/pm/view';

import type { BlockRun } from '../desk/block-runs.ts';
import { blockRuns } from '../desk/block-runs.ts';
import { piece } from '../desk/runs-preview.ts';
import type { BlocksChange } from './proposed-blocks.ts';
import { blocksChange, drawnBlocks, struckWords } from './proposed-blocks.ts';
import type { ProposedChange, ProposedWords } from './proposed-changes.ts';
import { placedChanges, proposedChanges } from './proposed-changes.ts';
import type { Stretch } from './selected-words.ts';

/** What somebody speaks about, with what its look needs. */
export interface Passage {
  readonly thread: ThreadId;
  readonly number: number;
  readonly span: Span;
  /** `conflict`: a proposal for a passage that reads otherwise by now; its changes cannot be shown in it. */
  readonly look: 'open' | 'decided' | 'contested' | 'proposal' | 'conflict';
  /** Only with the look `proposal`. */
  readonly proposed?: ProposedWords;
}

/** What each of its decorations carries: whose it is, and which part. One of them, and only one, is `words`: all of it. */
export interface PassageMark {
  readonly thread: ThreadId;
  readonly part: 'words' | 'change';
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

/** @returns the decorations of one passage: its words and, of a proposal, each change at its place. */
export function drawn(
  text: TextNode,
  passage: Passage,
  stretch: Stretch,
  { isActive, hasCard }: { readonly isActive: boolean; readonly hasCard: boolean },
): Decoration[] {
  const { thread, proposed } = passage;
  const changes = proposed && changesOf(text, stretch, proposed);
  // A change typed here just now: the server has not said yet that the passage reads otherwise.
  const look = changes === null ? 'conflict' : passage.look;
  const attributes = (name: string) => ({
    class: isActive ? `${name} passage-active` : name,
    'data-thread': thread,
    // Where a filter hides the card, or it is far from what is in sight, there is nothing to lead to.
    ...(hasCard && { 'aria-details': cardId(thread) }),
  });
  const words = Decoration.inline(
    stretch.from,
    stretch.to,
    {
      // An element of its own for each: overlapping passages keep their own card and their own look.
      nodeName: 'mark',
      ...attributes(`passage passage-${look}`),
    },
    { thread, part: 'words' } satisfies PassageMark,
  );
  return [
    words,
    ...(changes ?? []).flatMap((change) =>
      'at' in change
        ? drawnBlocks(change, { thread, part: 'change' }, attributes('proposed proposed-blocks'))
        : drawnChange(change, thread, attributes('proposed')),
    ),
  ];
}

/** Those in the words, also of blocks that stay what they are, or the one of whole blocks; null where they no longer read as they did. */
function changesOf(
  text: TextNode,
  stretch: Stretch,
  proposed: ProposedWords,
): (ProposedChange | BlocksChange)[] | null {
  const { blocks } = proposed;
  if (!blocks) return proposedChanges(text, stretch, proposed);
  const runs = blocks.op === 'replace' ? blockRuns(blocks.was, blocks.content) : null;
  if (runs) return placedChanges(text, stretch, runs);
  const change = blocksChange(text, stretch, { ...proposed, blocks });
  return change && [change];
}

/** Words that would go are struck where they stand; behind them stands what takes their place. */
function drawnChange(
  { from, to, gone, coming }: ProposedChange,
  thread: ThreadId,
  attributes: Readonly<Record<string, string>>,
): Decoration[] {
  const mark: PassageMark = { thread, part: 'change' };
  // The end of a block is no letter that could be struck where it stands.
  const ends = gone.filter(({ look }) => look === 'block' || look === 'line');
  const shown = [...ends, ...coming];
  const drawn = from === to ? [] : [struckWords({ from, to }, mark)];
  if (shown.length === 0) return drawn;
  const suggestion = Decoration.widget(to, () => suggestionElement(ends, coming, attributes), {
    ...mark,
    key: JSON.stringify([attributes, shown]),
    side: -1,
    marks: [],
    ignoreSelection: true,
  });
  return [...drawn, suggestion];
}

/**
 * What is not in the text: nobody can put the caret into it, and copying leaves it out. Those who listen hear it as a suggestion,
 * and right before it the words that would go.
 */
function suggestionElement(
  gone: readonly BlockRun[],
  coming: readonly BlockRun[],
  attributes: Readonly<Record<string, string>>,
): HTMLElement {
  const element = document.createElement('span');
  element.contentEditable = 'false';
  element.setAttribute('role', 'suggestion');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (gone.length > 0) element.append(part('del', 'deletion', gone));
  if (coming.length > 0) element.append(part('ins', 'insertion', coming));
  return element;
}

function part(
  name: 'del' | 'ins',
  role: 'deletion' | 'insertion',
  runs: readonly BlockRun[],
): HTMLElement {
  const element = document.createElement(name);
  element.className = name === 'ins' ? 'proposed-new' : 'proposed-gone';
  element.setAttribute('role', role);
  element.append(...runs.map(piece));
  return element;
}
