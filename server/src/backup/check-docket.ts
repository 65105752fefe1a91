/** Judges a docket: every thread, its number, its history, its anchor, and what was answered to the acts that made it. */
import { threadFrom, threadsOf } from '@gloss/shared/rules/docket';
import { resolveSpan } from '@gloss/shared/text/anchor';
import { Acted } from '@gloss/shared/wire/api';
import type { ActId, DraftId } from '@gloss/shared/words/ids';
import { awaitsDecision, isOrphaned, Thread } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

import type { DocumentName } from '../journal/document.ts';
import type { Replayed } from './check-document.ts';
import type { Examined } from './examined.ts';

/** @param text absent where the text could not be read: then nothing can be said of anchors. */
export function checkDocket(
  name: DocumentName,
  { doc }: Replayed,
  text: Replayed | undefined,
  { findings }: Examined,
): Thread[] {
  const threads: Thread[] = [];
  for (const [id, map] of threadsOf(doc)) {
    findings.count('threads');
    const parsed = findings.attempt(`${name}#${id}`, () => Thread.safeParse(threadFrom(map)));
    if (parsed?.success !== true || parsed.data.id !== id)
      findings.wrong(name, `The thread ${id} is not of the form of a thread.`);
    else threads.push(parsed.data);
  }
  const extra = [...doc.share.keys()].filter((root) => root !== 'threads');
  if (extra.length > 0)
    findings.wrong(name, `It holds something besides threads: ${extra.join(', ')}.`);
  if (threads.length === threadsOf(doc).size) checkNumbers(name, threads, { findings });
  for (const thread of threads) {
    checkHistory(name, thread, { findings });
    if (text) checkAnchor(name, thread, text, { findings });
  }
  return threads;
}

type Judging = Pick<Examined, 'findings'>;

/** 1, 2, 3 … each once: people call threads by their numbers. */
function checkNumbers(name: DocumentName, threads: readonly Thread[], { findings }: Judging): void {
  const numbers = threads.map(({ number }) => number).toSorted((one, other) => one - other);
  const gap = numbers.findIndex((number, at) => number !== at + 1);
  if (gap !== -1)
    findings.wrong(
      name,
      `The numbers of its threads are not 1 to ${numbers.length}, each once: ${gap + 1} is where they go wrong.`,
    );
}

function checkHistory(name: DocumentName, { number, history }: Thread, { findings }: Judging) {
  findings.count('steps of history', history.length);
  if (history.length === 0) findings.wrong(name, `Thread ${number} has no history.`);
  const back = history.findIndex(({ at }, nth) => at < (history[nth - 1]?.at ?? 0));
  if (back !== -1)
    findings.look(
      name,
      `The history of thread ${number} goes back in time at step ${back + 1}.`,
      'Nothing to do where the clock of this machine was set back; otherwise compare with a backup.',
    );
}

function checkAnchor(
  name: DocumentName,
  thread: Thread,
  text: Replayed,
  { findings }: Judging,
): void {
  const { anchor, number } = thread;
  if (!anchor) return;
  findings.count('anchors');
  if (anchor.seq > text.seq)
    findings.wrong(
      name,
      `The anchor of thread ${number} was made at entry ${anchor.seq} of the text, which ends at ${text.seq}.`,
    );
  if (!isOrphaned(thread) && resolved(text.doc, anchor.span) === null)
    findings.wrong(
      name,
      `The anchor of thread ${number} points to no words, and does not say so.`,
      'Open the draft and reattach the thread to its words.',
    );
}

function resolved(doc: Y.Doc, span: Parameters<typeof resolveSpan>[1]) {
  try {
    return resolveSpan(doc, span);
  } catch {
    return null;
  }
}

/** Each answer that was given, and the tally of open threads, refer to what is there. */
export function checkAnswers(draft: DraftId, threads: readonly Thread[], house: Examined): void {
  const { file, tables, isAccount, findings } = house;
  const byId = new Map<string, Thread>(threads.map((thread) => [thread.id, thread]));
  const answers = file.prepare('select act from journal_answer where draft = ?').all(draft) as {
    act: ActId;
  }[];
  for (const { act } of answers) {
    findings.count('answers');
    const answer = findings.attempt(draft, () => tables.answerTo(draft, act));
    if (!answer) continue;
    const acted = actedOf(answer.body);
    if (acted === null || byId.get(acted.thread)?.number !== acted.number)
      findings.wrong(draft, `What act ${act} was answered names no thread of this draft.`);
    if (!isAccount(answer.account))
      findings.wrong(
        draft,
        `Act ${act} was asked for by the account ${answer.account}, which is not there.`,
      );
  }
  const open = threads.filter(awaitsDecision).length;
  const tally = file
    .prepare('select open_threads as open from journal_tally where draft = ?')
    .get(draft) as { open: number } | undefined;
  if ((tally?.open ?? 0) !== open)
    findings.wrong(
      draft,
      `The home page says ${tally?.open ?? 0} open threads, and the docket has ${open}.`,
      'Harmless: the next act in this draft sets it right.',
    );
}

function actedOf(body: string): Acted | null {
  try {
    return Acted.parse(JSON.parse(body));
  } catch {
    return null;
  }
}
