/** Pieces of changed blocks as elements: struck and inserted words in their looks, and marks for the breaks between blocks. */
import { schema } from '@gloss/shared/text/schema';
import { DOMSerializer, Mark } from '@tiptap/pm/model';

import { phrases } from '../phrases/phrases.ts';
import type { BlockRun } from './block-runs.ts';

const words = phrases.margin.proposal;

const serializer = DOMSerializer.fromSchema(schema);

/** The names of the style of what goes and comes. */
export interface RunStyles {
  readonly gone: string;
  readonly new: string;
}

/** @returns an element for each piece, in order; those who listen are told which ones go and come. */
export function runsPreview(runs: readonly BlockRun[], styles: RunStyles): DocumentFragment {
  const all = document.createDocumentFragment();
  for (const run of runs) {
    if (run.kind === 'same') all.append(run.look === 'block' ? '\n\n' : wordsIn(run));
    else {
      const isGone = run.kind === 'gone';
      const element = document.createElement(isGone ? 'del' : 'ins');
      element.className = styles[isGone ? 'gone' : 'new'];
      element.append(heard(`${isGone ? words.deleted : words.inserted} `), piece(run));
      all.append(element);
      if (!isGone && isEnd(run)) all.append(run.look === 'block' ? '\n\n' : '\n');
    }
  }
  return all;
}

/** @returns the words of a piece in their look; of a break, a sign for eyes and a word for ears. */
export function piece(run: BlockRun): DocumentFragment {
  if (!isEnd(run)) return wordsIn(run);
  const both = document.createDocumentFragment();
  const sign = document.createElement('span');
  sign.setAttribute('aria-hidden', 'true');
  sign.textContent = run.look === 'block' ? '¶' : '↵';
  both.append(heard(run.look === 'block' ? words.newParagraph : words.newLine), sign);
  return both;
}

function isEnd({ look }: BlockRun): boolean {
  return look === 'block' || look === 'line';
}

function wordsIn({ text, look }: BlockRun): DocumentFragment {
  const marks = look === 'line' ? [] : (JSON.parse(look) as unknown[]);
  const node = schema.text(
    text,
    marks.map((mark) => Mark.fromJSON(schema, mark)),
  );
  const fragment = document.createDocumentFragment();
  fragment.append(serializer.serializeNode(node));
  return fragment;
}

function heard(said: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'heard';
  element.textContent = said;
  return element;
}
