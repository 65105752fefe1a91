import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { MessageId } from '../words/ids.ts';
import type { Thread } from '../words/thread.ts';
import type { Act } from './acts.ts';
import { readThread, readThreads, threadsOf, writeThread } from './docket.ts';
import { decidedThread, done, openThread, person, proposed, selected } from './scene.fixture.ts';

test('[D1] a thread reads back as it was written, here and on another replica', () => {
  const docket = new Y.Doc();
  const thread = decidedThread();
  docket.transact(() => writeThread(docket, thread));
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(docket));
  expect(readThread(docket, thread.id)).toEqual(thread);
  expect(readThreads(other)).toEqual([thread]);
});

test('[D2] writing the same thread again changes nothing, and a reply costs its own size', () => {
  const docket = new Y.Doc();
  const thread = openThread();
  docket.transact(() => writeThread(docket, thread));
  const sizes: number[] = [];
  docket.on('update', (update: Uint8Array) => sizes.push(update.length));
  docket.transact(() => writeThread(docket, thread));
  expect(sizes).toEqual([]);
  const answered = done(
    { act: 'reply', thread: thread.id, body: 'Yes.' },
    person('editor'),
    [thread],
    'act-0009',
  );
  docket.transact(() => writeThread(docket, answered));
  expect(sizes).toHaveLength(1);
  expect(sizes[0]).toBeLessThan(700);
  expect(readThread(docket, thread.id)).toEqual(answered);
});

test('[D1] a field that is gone is gone: reopening takes the disposition out', () => {
  const docket = new Y.Doc();
  const decided = decidedThread();
  docket.transact(() => writeThread(docket, decided));
  const reopened = done({ act: 'reopen', thread: decided.id }, person('lead'), [decided]);
  docket.transact(() => writeThread(docket, reopened));
  expect(readThread(docket, decided.id)).toEqual(reopened);
});

/** As the room does: one thread, one act after the other, each written to a docket. */
function written(first: Thread, acts: readonly Act[], actor = person('reviewer')) {
  const docket = new Y.Doc();
  const sizes: number[] = [];
  docket.on('update', (update: Uint8Array) => sizes.push(update.length));
  let thread = first;
  docket.transact(() => writeThread(docket, thread));
  acts.forEach((act, at) => {
    thread = done(act, actor, [thread], `act-1${String(at).padStart(4, '0')}`);
    docket.transact(() => writeThread(docket, thread));
  });
  return { docket, thread, sizes: sizes.slice(1) };
}

/** Of any number, and none like another. */
function words(at: number, length: number): string {
  return `${at} `.padEnd(length, '語');
}

/** Twice in the history and the list, once as they are now; a character has three bytes. */
const perWords = 3 * 3;

test('[D3] the fortieth rewording costs no more than the first, and every former wording is read', () => {
  const length = 400;
  const open = openThread();
  const answer = MessageId.parse('act-0002');
  const acts: Act[] = Array.from({ length: 80 }, (_, at) => ({
    act: 'reword',
    thread: open.id,
    message: at % 2 === 0 ? open.opening.id : answer,
    body: words(at, length),
  }));
  const { docket, thread, sizes } = written(open, acts);
  expect(Math.max(...sizes)).toBeLessThan(perWords * length + 1_200);
  const whole = Y.encodeStateAsUpdate(docket);
  expect(whole.length).toBeLessThan(82 * (2 * 3 * length + 600));
  const other = new Y.Doc();
  Y.applyUpdate(other, whole);
  expect(readThread(other, open.id)).toEqual(thread);
  expect(thread.opening.before.map(({ body }) => body)).toEqual([
    open.opening.body,
    ...Array.from({ length: 39 }, (_, at) => words(2 * at, length)),
  ]);
  expect(thread.replies.map(({ before }) => before.length)).toEqual([40]);
});

test('[D3] so it is with proposals that are written anew, and a decision does not write the former ones again', () => {
  const length = 400;
  const proposal = done(proposed, person('reviewer'));
  const acts: Act[] = Array.from({ length: 40 }, (_, at) => ({
    act: 'rebase',
    thread: proposal.id,
    selected,
    wording: words(at, length),
  }));
  const decide: Act = { act: 'decide', thread: proposal.id, as: 'accepted', reason: 'Good.' };
  const { docket, thread, sizes } = written(proposal, [...acts, decide], person('lead'));
  expect(Math.max(...sizes)).toBeLessThan(perWords * length + 1_800);
  expect(readThread(docket, proposal.id)).toEqual(thread);
  expect(thread.proposal?.before?.map(({ wording }) => wording)).toEqual([
    'better words',
    ...acts.slice(0, -1).map((_, at) => words(at, length)),
  ]);
});

/** As docket.ts wrote a thread before protocol 5. */
function writtenAsBefore(docket: Y.Doc, thread: Thread): void {
  const { replies, history, ...plain } = thread;
  const map = threadsOf(docket).set(thread.id, new Y.Map<unknown>(Object.entries(plain)));
  map.set('replies', Y.Array.from(replies));
  map.set('history', Y.Array.from(history));
}

test('[D1] a docket of before protocol 5 reads the same, stays as it is, and loses no wording when it goes on', () => {
  const author = person('reviewer');
  const lead = person('lead');
  const opened = done(proposed, author);
  const id = opened.id;
  const reword = (body: string): Act => ({
    act: 'reword',
    thread: id,
    message: MessageId.parse(opened.opening.id),
    body,
  });
  const rebase = (wording: string): Act => ({ act: 'rebase', thread: id, selected, wording });
  const reworded = done(reword('Two.'), author, [done(reword('One.'), author, [opened])]);
  const old = done(rebase('good words'), lead, [done(rebase('fair words'), lead, [reworded])]);
  const docket = new Y.Doc();
  docket.transact(() => writtenAsBefore(docket, old));
  expect(readThread(docket, id)).toEqual(old);
  const sizes: number[] = [];
  docket.on('update', (update: Uint8Array) => sizes.push(update.length));
  docket.transact(() => writeThread(docket, old));
  expect(sizes).toEqual([]);
  let now = old;
  for (const body of ['Three.', 'Four.']) now = done(reword(body), author, [now]);
  now = done(rebase('the best words'), lead, [now]);
  docket.transact(() => writeThread(docket, now));
  expect(readThread(docket, id)).toEqual(now);
  expect(now.opening.before).toHaveLength(4);
  expect(now.proposal?.before).toHaveLength(3);
});
