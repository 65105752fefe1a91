/**
 * Station 1 of 7, the key: it becomes a ProseMirror transaction, and the binding makes a Yjs update of it. Next:
 * client/src/line/outbox.ts. This is the page: the text as everyone edits it, with the passages people speak about.
 */
import { bodyOf } from '@gloss/shared/text/body';
import type { Section } from '@gloss/shared/text/outline';
import type { Selected } from '@gloss/shared/words/anchor';
import type { BlockId, ThreadId } from '@gloss/shared/words/ids';
import type { Editor } from '@tiptap/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';

import type { Originals } from '../desk/originals.ts';
import { afterFrame } from './after-frame.ts';
import { AnnotateButton } from './annotate-button.tsx';
import { openEditor } from './open-editor.ts';
import { keepOwnSelection } from './own-selection.ts';
import type { Passage } from './passage.ts';
import { linking, showing } from './passages-plugin.ts';
import type { Place } from './places.ts';
import { watchPlaces } from './places.ts';
import { scrollToSection, scrollToThread } from './scrolling.ts';
import { numbering } from './section-numbers.ts';
import { watchSections } from './sections.ts';
import { inWhole, selectedWords } from './selected-words.ts';
import type { SelectionSpot } from './selection-watch.ts';
import { watchSelection } from './selection-watch.ts';

import './text.css';
import './passages.css';
import './overlaps.css';
import './others.css';
import './own-changes.css';
import styles from './text-editor.module.css';

/** With more than these the words are on the screen before the passages in them are looked up and drawn. */
const manyPassages = 500;

export type { Passage } from './passage.ts';
export type { Place } from './places.ts';

export interface TextEditorProps {
  /** Synced already; see open-editor.ts. */
  readonly text: Y.Doc;
  readonly awareness: Awareness;
  readonly writable: boolean;
  /** Given where the text is one's own, beside the shared one. */
  readonly originals?: Originals | undefined;
  /** Whether to offer "Annotate" beside a selection; readers may only read. */
  readonly mayAnnotate?: boolean;
  readonly passages: readonly Passage[];
  readonly active: ThreadId | null;
  onActivate(thread: ThreadId | null): void;
  /** Words are selected, or none any more. `top`: px from the top of the page element. */
  onSelect(selected: { selected: Selected; top: number } | null): void;
  /** Where the passages stand, in px from the top of the page element: that of this component. */
  onPlaces(places: ReadonlyMap<ThreadId, Place>): void;
  onSections(sections: readonly Section[], current: BlockId | null): void;
  onAnnotate(): void;
  onReady(handle: TextEditorHandle | null): void;
}

export interface TextEditorHandle {
  readonly editor: Editor;
  focus(): void;
  /** Brings a thread's passage into sight. False where its words are not in the text. */
  goToThread(thread: ThreadId): boolean;
  goToSection(section: BlockId): void;
  /** Lets the passages of these threads lead to their cards, which are in the page now, and no others. */
  linkCards(threads: ReadonlySet<ThreadId>): void;
  /** What is selected, to be spoken about. Cells that are no stretch become whole rows first (`inWhole`), and it says so. */
  selected(): { readonly words: Selected; readonly isMore: boolean } | null;
}

export function TextEditor(props: TextEditorProps) {
  const { text, awareness, writable, originals, mayAnnotate = true, passages, active } = props;
  const pageElement = useRef<HTMLDivElement>(null);
  const mount = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [spot, setSpot] = useState<SelectionSpot | null>(null);

  const onActivate = useEffectEvent(props.onActivate);
  const onAnnotate = useEffectEvent(() => mayAnnotate && props.onAnnotate());
  const onPlaces = useEffectEvent(props.onPlaces);
  const onSections = useEffectEvent(props.onSections);
  const onReady = useEffectEvent(props.onReady);
  const onSelect = useEffectEvent((selection: SelectionSpot | null) => {
    setSpot(selection);
    props.onSelect(selection && { selected: selection.selected, top: selection.top });
  });
  const hasManyPassages = useEffectEvent(() => passages.length > manyPassages);
  const leaveThread = useEffectEvent(() => {
    if (active === null) return false;
    props.onActivate(null);
    return true;
  });

  useEffect(() => {
    const page = pageElement.current;
    const element = mount.current;
    if (page === null || element === null) return undefined;
    const editor = openEditor({
      element,
      text,
      awareness,
      writable,
      originals,
      activate: (thread) => onActivate(thread),
      annotate: () => void onAnnotate(),
      leaveThread: () => leaveThread(),
    });
    const { view } = editor;
    keepOwnSelection(view.dom);
    const places = watchPlaces(page, view.dom, (now) => onPlaces(now));
    const sections = watchSections(text, view.dom, (now, current) => {
      const numbered = numbering(view.state, now);
      if (numbered) view.dispatch(numbered);
      onSections(now, current);
    });
    const selection = watchSelection(editor, page, bodyOf(text), (now) => onSelect(now));
    const hand = (): void => {
      setEditor(editor);
      onReady({
        editor,
        focus: () => view.focus(),
        goToThread: (thread) => scrollToThread(view, thread),
        goToSection(section) {
          scrollToSection(view, section);
          sections.went(section);
        },
        linkCards: (threads) => view.dispatch(linking(view.state.tr, threads)),
        selected() {
          const more = inWhole(view.state);
          if (more) view.dispatch(more);
          const words = selectedWords(view.state, bodyOf(text));
          return words && { words, isMore: more !== null };
        },
      });
    };
    let callOff: (() => void) | undefined;
    if (hasManyPassages()) callOff = afterFrame(hand);
    else hand();
    return () => {
      callOff?.();
      onReady(null);
      setEditor(null);
      for (const watch of [places, sections, selection]) watch.stop();
      editor.destroy();
    };
  }, [text, awareness, writable, originals]);

  useEffect(() => {
    if (editor === null || editor.isDestroyed) return;
    editor.view.dispatch(showing(editor.state.tr, passages, active));
  }, [editor, passages, active]);

  return (
    <div ref={pageElement} className={styles.page}>
      <div ref={mount} />
      {mayAnnotate && <AnnotateButton spot={spot} onAnnotate={props.onAnnotate} />}
    </div>
  );
}
