/**
 * The page on which the editor is measured: `?gloss` is the real page of a draft with its margin, `?bare` is Tiptap with
 * the collaboration extension and nothing else. Both get the same text. measure.ts calls what this leaves in `bench`.
 */
import * as Y from 'yjs';

import { showBare } from './bare.ts';
import type { Taken } from './bench.ts';
import { Elsewhere, fetchUpdates } from './documents.ts';
import { showGloss } from './gloss.ts';
import { inNextTask, painted } from './painted.ts';
import { scrolled } from './scrolled.ts';

const documents = { text: new Y.Doc(), docket: new Y.Doc() };
let elsewhere: Elsewhere | undefined;

globalThis.bench = {
  opened: open(),
  keys: [],
  keyWorkMs: [],
  screenMs: [],
  remote: (at) => taken('text', others().letter(at)),
  settled: (nth) => taken('docket', others().settled(nth)),
  scrolled,
  passages: () => document.querySelectorAll('mark.passage').length,
};
addEventListener('keydown', watchKey, { capture: true });
watchScreen();

async function open() {
  const updates = await fetchUpdates();
  const root = document.querySelector<HTMLElement>('#root');
  if (root === null) throw new Error('there is no root');
  const startedAt = performance.now();
  Y.applyUpdate(documents.text, updates.text);
  Y.applyUpdate(documents.docket, updates.docket);
  const isGloss = location.search === '?gloss';
  if (isGloss) showGloss(root, documents);
  else showBare(root, documents);
  const wordsMs = (await shown('[contenteditable] p')) - startedAt;
  return { wordsMs, cardsMs: isGloss ? (await shown('article')) - startedAt : null };
}

async function shown(selector: string): Promise<number> {
  for (;;) {
    const at = await painted();
    if (document.querySelector(selector)) return at;
  }
}

/**
 * A letter is in the text before the task of its key ends; the next frame shows it, and its painting ends with it. What the
 * browser says itself is when that frame was presented.
 */
function watchKey({ timeStamp }: KeyboardEvent): void {
  const before = caretNow();
  const startedAt = performance.now();
  let writtenAt = startedAt;
  const written = new AbortController();
  const isWritten = (): void => void (writtenAt = performance.now());
  // The key itself, and the letter that it is, which may come with a task of its own; the editor reads it in between.
  void inNextTask().then(() => written.signal.aborted || isWritten());
  addEventListener('input', () => queueMicrotask(isWritten), { signal: written.signal });
  requestAnimationFrame(() => {
    const frameAt = performance.now();
    written.abort();
    if (caretNow() === before) throw new Error('the frame after a key does not show it');
    void inNextTask().then((paintedAt) => {
      bench.keyWorkMs.push(writtenAt - startedAt + (paintedAt - frameAt));
      bench.keys.push(paintedAt - timeStamp);
    });
  });
}

/** @returns what changes with each key: how many blocks there are, how long the one at the caret is, and where in it. */
function caretNow(): string {
  const { anchorNode, anchorOffset } = document.getSelection() ?? {};
  const at = anchorNode instanceof Element ? anchorNode : anchorNode?.parentElement;
  const block = at?.closest('[contenteditable] > *');
  return [block?.parentElement?.childElementCount, block?.textContent.length, anchorOffset].join();
}

/** The browser reports keys of 16 ms and more, in steps of 8 ms; those that it leaves out were quicker. */
function watchScreen(): void {
  const watch = new PerformanceObserver((entries) => {
    for (const { name, duration } of entries.getEntries())
      if (name === 'keydown') bench.screenMs.push(duration);
  });
  const keysToo: PerformanceObserverInit & { durationThreshold: number } = {
    type: 'event',
    durationThreshold: 16,
  };
  watch.observe(keysToo);
}

function others(): Elsewhere {
  return (elsewhere ??= new Elsewhere(documents));
}

async function taken(document: 'text' | 'docket', update: Uint8Array): Promise<Taken> {
  const startedAt = performance.now();
  Y.applyUpdate(documents[document], update);
  const handledMs = performance.now() - startedAt;
  return { handledMs, paintMs: (await painted()) - startedAt };
}
