/** What a person's editor draws of the passages: the real plugin, on a text that follows a Yjs document as y-tiptap lets it. */
import type { Passage } from '@gloss/client/editor/passage';
import { passagesPlugin, showing, stretches } from '@gloss/client/editor/passages-plugin';
import { yjsText } from '@gloss/client/editor/yjs-text';
import { bodyOf } from '@gloss/shared/text/body';
import { schema } from '@gloss/shared/text/schema';
import type { ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { isOrphaned } from '@gloss/shared/words/thread';
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
    this.#takes(tr);
  }

  /** The binding has written the edit into the replica. */
  isWritten(): void {
    this.#plugin.update();
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
    this.#takes(showing(this.#view.state.tr, passagesOf(threads), null));
  }

  /** @returns where each passage is drawn, in positions of the editor. */
  get drawn(): Map<ThreadId, string> {
    const drawn = [...stretches(this.#view.state)].map(
      ([thread, { from, to }]) => [thread, `${from}-${to}`] as const,
    );
    return new Map(drawn);
  }

  closes(): void {
    this.#plugin.destroy();
  }

  #takes(transaction: Transaction): void {
    this.#view.state = this.#view.state.apply(transaction);
  }
}

function passagesOf(threads: readonly Thread[]): Passage[] {
  return threads.flatMap((thread) =>
    thread.anchor === undefined || isOrphaned(thread)
      ? []
      : [{ thread: thread.id, number: thread.number, span: thread.anchor.span, look: 'open' }],
  );
}
