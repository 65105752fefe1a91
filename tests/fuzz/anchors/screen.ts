/** What a person's editor draws of the passages: the real plugin, on a text that follows a Yjs document as y-tiptap lets it. */
import type { Passage } from '@gloss/client/editor/passage';
import { passagesPlugin, showing, stretches } from '@gloss/client/editor/passages-plugin';
import { yjsText } from '@gloss/client/editor/yjs-text';
import { resolveSpan } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { posAt } from '@gloss/shared/text/positions';
import { schema } from '@gloss/shared/text/schema';
import type { ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { isOrphaned } from '@gloss/shared/words/thread';
import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

export class Screen {
  readonly #text: Y.Doc;
  /** Of the view, what a plugin that draws nothing itself needs of it. */
  readonly #view: Pick<EditorView, 'state' | 'dispatch'> & { state: EditorState };
  readonly #plugin: { update(): void; destroy(): void };
  #threads: readonly Thread[] = [];
  /** Those drawn where Yjs had them, before an edit of one's own words; null where it is an edit of blocks. */
  #agreed: ReadonlySet<ThreadId> | null = null;

  /** Opens a text; `doc` is its replica. */
  constructor(text: Y.Doc) {
    const plugin = passagesPlugin(yjsText(text));
    this.#text = text;
    this.#view = {
      state: EditorState.create({
        doc: yXmlFragmentToProseMirrorRootNode(bodyOf(text), schema),
        plugins: [plugin],
      }),
      dispatch: (transaction) => this.#takes(transaction),
    };
    const view = this.#view as EditorView;
    const follower = plugin.spec.view?.(view);
    this.#plugin = {
      update: () => follower?.update?.(view, view.state),
      destroy: () => follower?.destroy?.(),
    };
  }

  /** The person's own edit, before it is in the replica: `isWritten` follows. */
  typed(edit: Transaction): void {
    const { tr } = this.#view.state;
    for (const step of edit.steps) tr.step(step);
    const isOfWords = blocksOf(tr.doc) === blocksOf(tr.before);
    this.#agreed = isOfWords ? this.#agreeing() : null;
    this.#takes(tr);
  }

  /**
   * The binding has written the edit into the replica.
   * @returns a line for each passage that an edit of words has left elsewhere than Yjs has it. Of blocks that were written
   * anew only the server knows where the words are.
   */
  isWritten(): string[] {
    this.#plugin.update();
    if (this.#agreed === null) return [];
    const { drawn } = this;
    const agreed = this.#threads.filter(({ id }) => this.#agreed?.has(id));
    return agreed.flatMap((thread) => this.#disagreement(thread, drawn) ?? []);
  }

  /** An edit of others, or what was taken back: y-tiptap replaces all of the document. */
  received(): void {
    const { content } = yXmlFragmentToProseMirrorRootNode(bodyOf(this.#text), schema);
    const { tr, doc } = this.#view.state;
    if (!doc.content.eq(content)) tr.replaceWith(0, doc.content.size, content);
    this.#takes(tr.setMeta(ySyncPluginKey, { isChangeOrigin: true }));
    this.#plugin.update();
  }

  /** The docket came. */
  shows(threads: readonly Thread[]): void {
    this.#threads = threads;
    this.#takes(showing(this.#view.state.tr, passagesOf(threads), null));
    this.#plugin.update();
  }

  /** @returns where each passage is drawn, in positions of the editor. */
  get drawn(): Map<ThreadId, string> {
    const drawn = [...stretches(this.#view.state)].map(
      ([thread, { from, to }]) => [thread, `${from}-${to}`] as const,
    );
    return new Map(drawn);
  }

  #agreeing(): Set<ThreadId> {
    const { drawn } = this;
    const agreeing = this.#threads.filter((each) => this.#disagreement(each, drawn) === null);
    return new Set(agreeing.map(({ id }) => id));
  }

  /** Where a passage is drawn and where else Yjs has it; null where that is the same, or its words are gone. */
  #disagreement({ id, anchor }: Thread, all: ReadonlyMap<ThreadId, string>): string | null {
    if (anchor === undefined || anchor.state.is === 'orphaned') return null;
    const passage = resolveSpan(this.#text, anchor.span);
    if (passage === null) return null;
    const [from, to] = [passage.start, passage.end].map((point) =>
      posAt(bodyOf(this.#text), point),
    );
    const drawn = all.get(id);
    return drawn === `${from}-${to}` ? null : `${id} is drawn at ${drawn}, in Yjs at ${from}-${to}`;
  }

  closes(): void {
    this.#plugin.destroy();
  }

  #takes(transaction: Transaction): void {
    this.#view.state = this.#view.state.apply(transaction);
  }
}

/** The blocks of a text without their words. */
function blocksOf(text: Node): string {
  const blocks: unknown[] = [];
  text.descendants((node) => void (node.isText || blocks.push(node.type.name, node.attrs)));
  return JSON.stringify(blocks);
}

function passagesOf(threads: readonly Thread[]): Passage[] {
  return threads.flatMap((thread) =>
    thread.anchor === undefined || isOrphaned(thread)
      ? []
      : [{ thread: thread.id, number: thread.number, span: thread.anchor.span, look: 'open' }],
  );
}
