/** A text on the server with one annotated passage, and someone who edits a replica: for the keeper's tests. */
import { openThread, person } from '@gloss/shared/rules/scene.fixture';
import { readQuote, resolveSpan, selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import type { JSONContent } from '@gloss/shared/text/content';
import { paragraph, passageOf, textOf } from '@gloss/shared/text/fixture';
import { schema } from '@gloss/shared/text/schema';
import { settle } from '@gloss/shared/text/settle';
import type { Anchor, Quote, Selected } from '@gloss/shared/words/anchor';
import type { AccountId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { setBlockType, toggleMark } from '@tiptap/pm/commands';
import type { Command } from '@tiptap/pm/state';
import * as Y from 'yjs';

import { changeIn } from './change.ts';
import { ScreenlessEditor } from './editor.fixture.ts';
import { Keeper } from './keeper.ts';

export const passage = 'quick amber fox should jump';
export const before = 'The first paragraph says something of no importance here.';
export const around = `Soon the ${passage} over all lazy dogs.`;
export const after = 'The last paragraph closes the matter for the time being.';

/** A text on the server, one annotated passage in it, and someone editing a replica. */
export class Scenery {
  readonly text: Y.Doc;
  readonly editor: ScreenlessEditor;
  keeper: Keeper;
  thread: Thread;
  #seq = 1;

  constructor(words = passage, ...blocks: JSONContent[]) {
    this.text = textOf(
      ...(blocks.length > 0 ? blocks : [paragraph(before), paragraph(around), paragraph(after)]),
    );
    this.editor = new ScreenlessEditor(this.text);
    const anchor = settle(this.text, this.selects(words), 1);
    if (!anchor.ok) throw new Error('The passage cannot be annotated.');
    this.thread = { ...openThread(), anchor: anchor.value, history: [] };
    this.keeper = new Keeper(this.text, [this.thread]);
  }

  gets(update: Uint8Array, by: AccountId = person('editor').account): this {
    const change = changeIn(this.text, () => Y.applyUpdate(this.text, update));
    if (!change) return this;
    this.#seq += 1;
    const followed = { change, seq: this.#seq, at: this.#seq, by };
    for (const moved of this.keeper.follow(followed, () => this.thread)) this.thread = moved;
    return this;
  }

  /** A change that the keeper did not see; then there is a new one, as when the draft is opened. */
  getsUnseen(update: Uint8Array): void {
    Y.applyUpdate(this.text, update);
    this.keeper = new Keeper(this.text, [this.thread]);
  }

  /** What someone's screen sends who selects these words now. */
  selects(words: string): Selected {
    const { start, end } = passageOf(this.text, words);
    const selected = selectedBetween(bodyOf(this.text), start, end);
    if (!selected) throw new Error('Nothing was selected.');
    return selected;
  }

  /** The thread speaks about this selection from now on, made at whatever time. */
  annotates(selected: Selected): void {
    const anchor = settle(this.text, selected, this.#seq);
    if (!anchor.ok) throw new Error('The passage cannot be annotated.');
    this.thread = { ...this.thread, anchor: anchor.value };
    this.keeper.put(this.thread);
  }

  get anchor(): Anchor {
    if (!this.thread.anchor) throw new Error('The thread has no anchor.');
    return this.thread.anchor;
  }

  /** What the anchor points at now; null where at nothing. */
  get reads(): string | null {
    const at = resolveSpan(this.text, this.anchor.span);
    return at && this.quoteAt(at).exact;
  }

  /** The same, with what stands around it. */
  get quoteHere(): Quote {
    const at = resolveSpan(this.text, this.anchor.span);
    if (!at) throw new Error('The anchor points at nothing.');
    return this.quoteAt(at);
  }

  get state(): string {
    return this.anchor.state.is;
  }

  get did(): string[] {
    return this.thread.history.map(({ did }) => did);
  }

  quoteAt({ start, end }: NonNullable<ReturnType<typeof resolveSpan>>): Quote {
    return readQuote(bodyOf(this.text), start, end);
  }
}

export function node(name: string) {
  const type = schema.nodes[name];
  if (!type) throw new Error(name);
  return type;
}

export const heading = setBlockType(node('heading'), { level: 2 });
export const bold: Command = (state, dispatch) => {
  const mark = schema.marks['bold'];
  return mark ? toggleMark(mark)(state, dispatch) : false;
};

/** @returns a command that cuts the selection out and puts it at the start or end, in one step: what dragging does. */
export function carriesTo(pos: 'start' | 'end'): Command {
  return (state, dispatch) => {
    const slice = state.selection.content();
    const { tr } = state;
    tr.deleteSelection();
    const at = pos === 'start' ? 1 : tr.doc.content.size - 1;
    dispatch?.(tr.replace(at, at, slice));
    return true;
  };
}
