/** What a person's editor draws of the passages: the real plugin, on a text that follows a Yjs document as y-tiptap lets it. */
import type { Passage } from '@gloss/client/editor/passage';
import {
  passagesPlugin,
  resolverIn,
  showing,
  stretches,
} from '@gloss/client/editor/passages-plugin';
import { bodyOf } from '@gloss/shared/text/body';
import { schema } from '@gloss/shared/text/schema';
import type { ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { isOrphaned } from '@gloss/shared/words/thread';
import { EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

export class Screen {
  readonly #text: Y.Doc;
  #state: EditorState;

  /** Opens a text; `doc` is its replica. */
  constructor(text: Y.Doc) {
    this.#text = text;
    this.#state = EditorState.create({
      doc: yXmlFragmentToProseMirrorRootNode(bodyOf(text), schema),
      plugins: [passagesPlugin(resolverIn(text))],
    });
  }

  /** The text has changed: y-tiptap replaces all of the document, as it does for what others write. */
  received(): void {
    const { content } = yXmlFragmentToProseMirrorRootNode(bodyOf(this.#text), schema);
    const { tr, doc } = this.#state;
    if (doc.content.eq(content)) return;
    tr.replaceWith(0, doc.content.size, content);
    this.#state = this.#state.apply(tr.setMeta(ySyncPluginKey, { isChangeOrigin: true }));
  }

  /** The docket came. */
  shows(threads: readonly Thread[]): void {
    this.#state = this.#state.apply(showing(this.#state.tr, passagesOf(threads), null));
  }

  /** @returns where each passage is drawn, in positions of the editor. */
  get drawn(): Map<ThreadId, string> {
    const drawn = [...stretches(this.#state)].map(
      ([thread, { from, to }]) => [thread, `${from}-${to}`] as const,
    );
    return new Map(drawn);
  }
}

function passagesOf(threads: readonly Thread[]): Passage[] {
  return threads.flatMap((thread) =>
    thread.anchor === undefined || isOrphaned(thread)
      ? []
      : [{ thread: thread.id, number: thread.number, span: thread.anchor.span, look: 'open' }],
  );
}
