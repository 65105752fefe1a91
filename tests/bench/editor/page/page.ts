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
  remote: (at) => taken('text', others().letter(at)),
  settled: (nth) => taken('docket', others().settled(nth)),
  scrolled,
  passages: () => document.querySelectorAll('mark.passage').length,
};
addEventListener('keydown', watchKey, { capture: true });

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

/** Work is what is done for the key at once, and in the frame; waiting for the screen's next frame is none. */
function watchKey({ timeStamp }: KeyboardEvent): void {
  void inNextTask().then(async (handledAt) => {
    const frameAt = await new Promise<number>((resolve) => {
      requestAnimationFrame(() => resolve(performance.now()));
    });
    const paintedAt = await inNextTask();
    const workMs = handledAt - timeStamp + (paintedAt - frameAt);
    bench.keys.push({ paintMs: paintedAt - timeStamp, workMs });
  });
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
