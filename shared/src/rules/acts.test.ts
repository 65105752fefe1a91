import { expect, test } from 'vitest';

import type { Participant } from '../words/participant.ts';
import { grant } from '../words/refusal.ts';
import { roles } from '../words/role.ts';
import type { Thread } from '../words/thread.ts';
import { isOrphaned, statusOf } from '../words/thread.ts';
import type { Act, ActName } from './acts.ts';
import { judge } from './acts.ts';
import { threadLength } from './full.ts';
import {
  annotation,
  codeOf,
  decidedThread,
  done,
  nowhere,
  openThread,
  people,
  person,
  proposed,
  sceneFor,
  selected,
} from './scene.fixture.ts';
import type { Scene } from './scene.ts';

const open = openThread();
const decided = decidedThread();
const proposal = done(proposed, person('reviewer'));
const accepted = done(
  { act: 'decide', thread: proposal.id, as: 'accepted', reason: 'Better.' },
  person('lead'),
  [proposal],
);
const moved: Thread = {
  ...open,
  anchor: { ...open.anchor!, state: { is: 'moved', confirm: true, reads: 'other words' } },
};
const before = { open, decided, proposed: proposal, accepted, moved };
const reply = { act: 'reply', thread: open.id, body: 'Indeed.' } as const;

/** Every act, on a thread that is the reviewer's own, with the roles that product.md gives it. */
const table: readonly (readonly [ActName, Act, readonly string[], keyof typeof before])[] = [
  ['annotate', annotation, ['reviewer', 'editor', 'lead'], 'open'],
  ['propose', proposed, ['reviewer', 'editor', 'lead'], 'open'],
  ['reply', reply, ['reviewer', 'editor', 'lead'], 'open'],
  [
    'reword',
    { act: 'reword', thread: open.id, message: open.opening.id, body: 'Whom?' },
    ['reviewer'],
    'open',
  ],
  [
    'withdraw',
    { act: 'withdraw', thread: open.id, message: open.opening.id, reason: 'Settled.' },
    ['reviewer'],
    'open',
  ],
  ['decide', { act: 'decide', thread: open.id, as: 'accepted', reason: 'Yes.' }, ['lead'], 'open'],
  ['confirm', { act: 'confirm', thread: open.id }, ['reviewer'], 'decided'],
  ['contest', { act: 'contest', thread: open.id, reason: 'No.' }, ['reviewer'], 'decided'],
  ['reopen', { act: 'reopen', thread: open.id }, ['lead'], 'decided'],
  ['label', { act: 'label', thread: open.id, labels: ['Safety'] }, ['editor', 'lead'], 'open'],
  [
    'assign',
    { act: 'assign', thread: open.id, to: person('lead').account },
    ['editor', 'lead'],
    'open',
  ],
  ['set-type', { act: 'set-type', thread: open.id, type: 'editorial' }, ['editor', 'lead'], 'open'],
  ['reattach', { act: 'reattach', thread: open.id, selected }, ['editor', 'lead'], 'open'],
  ['detach', { act: 'detach', thread: open.id }, ['reviewer', 'editor', 'lead'], 'moved'],
  [
    'rebase',
    { act: 'rebase', thread: open.id, selected, wording: 'other words' },
    ['lead'],
    'proposed',
  ],
  ['take-back', { act: 'take-back', thread: open.id, reason: 'Too early.' }, ['lead'], 'accepted'],
];

for (const [name, act, allowed, state] of table) {
  for (const role of roles) {
    const may = allowed.includes(role);
    test(`[R1] a ${role} ${may ? 'may' : 'may not'} ${name}`, () => {
      const code = codeOf(judge(act, sceneFor(person(role), [before[state]])));
      if (may) expect(code).toBe('granted');
      else expect(['not-your-role', 'not-yours']).toContain(code);
    });
  }
}

test('[T1] every act on a thread leaves one more line in its history, with who and when', () => {
  for (const [name, act, allowed, state] of table) {
    const actor = person(allowed[0] as 'reviewer');
    const after = done(act, actor, [before[state]]);
    const isNew = name === 'annotate' || name === 'propose';
    expect(after.history).toHaveLength((isNew ? 0 : before[state].history.length) + 1);
    expect(after.history.at(-1)).toMatchObject({ by: { account: actor.account }, at: 1_001 });
  }
});

test('[T2] a thread that is not there is refused by every act on a thread', () => {
  for (const [name, act] of table) {
    if (name === 'annotate' || name === 'propose') continue;
    const lost = { ...act, thread: nowhere } as Act;
    expect(codeOf(judge(lost, sceneFor(person('lead'), [open])))).toBe('no-such-thread');
  }
});

test('[T3] a contested decision goes back to the lead with both reasons, and can be decided anew', () => {
  const contested = done(
    { act: 'contest', thread: open.id, reason: 'Not answered.' },
    person('reviewer'),
    [decided],
  );
  expect(statusOf(contested)).toBe('contested');
  expect(contested.disposition?.reason).toBe('Known.');
  expect(contested.verdict).toMatchObject({ reason: 'Not answered.' });
  const again = done(
    { act: 'decide', thread: open.id, as: 'accepted', reason: 'Right.' },
    person('lead'),
    [contested],
  );
  expect(statusOf(again)).toBe('decided');
  expect(again.history.map(({ did }) => did)).toEqual([
    'annotated',
    'replied',
    'decided',
    'contested',
    'decided',
  ]);
});

test('[T3] a decided thread is not decided twice, and only its author answers it, once', () => {
  const twice = { act: 'decide', thread: open.id, as: 'noted', reason: 'Again.' } as const;
  expect(codeOf(judge(twice, sceneFor(person('lead'), [decided])))).toBe('already-decided');
  const confirmed = done({ act: 'confirm', thread: open.id }, person('reviewer'), [decided]);
  const after = judge(
    { act: 'contest', thread: open.id, reason: 'Hm.' },
    sceneFor(person('reviewer'), [confirmed]),
  );
  expect(codeOf(after)).toBe('already-answered');
  const byOther = judge(
    { act: 'confirm', thread: open.id },
    sceneFor(person('reviewer', 'another'), [decided]),
  );
  expect(codeOf(byOther)).toBe('not-yours');
});

test('[T3] reopening keeps the decision in the history', () => {
  const reopened = done({ act: 'reopen', thread: open.id }, person('lead'), [decided]);
  expect(statusOf(reopened)).toBe('open');
  expect(reopened.history.map(({ detail }) => detail)).toContain('noted: Known.');
});

test('[T4] a duplicate names another thread of the draft', () => {
  const decide = { act: 'decide', thread: open.id, as: 'duplicate', reason: 'Same.' } as const;
  const lead = sceneFor(person('lead'), [open]);
  expect(codeOf(judge(decide, lead))).toBe('no-duplicate-named');
  expect(codeOf(judge({ ...decide, duplicateOf: open.number }, lead))).toBe('no-duplicate-named');
  expect(codeOf(judge({ ...decide, duplicateOf: 99 }, lead))).toBe('no-duplicate-named');
});

test('[T5] one’s own words can be changed and taken back, and what they said stays', () => {
  const author = person('reviewer');
  const reworded = done(
    { act: 'reword', thread: open.id, message: open.opening.id, body: 'Whom?' },
    author,
    [open],
  );
  expect(reworded.opening).toMatchObject({ body: 'Whom?', before: [{ body: 'Who is meant?' }] });
  const answer = open.replies[0];
  if (answer === undefined) throw new Error('the fixture has a reply');
  const withdrawn = done({ act: 'withdraw', thread: open.id, message: answer.id }, author, [open]);
  expect(withdrawn.replies[0]).toMatchObject({ body: '', before: [{ body: 'And why?' }] });
  expect(withdrawn.disposition).toBeUndefined();
});

test('[T5] withdrawing the opening closes the thread and needs a reason', () => {
  const act = { act: 'withdraw', thread: open.id, message: open.opening.id } as const;
  expect(codeOf(judge(act, sceneFor(person('reviewer'), [open])))).toBe('malformed');
  const withdrawn = done({ ...act, reason: 'Settled by phone.' }, person('reviewer'), [open]);
  expect(withdrawn.disposition).toMatchObject({ as: 'withdrawn', reason: 'Settled by phone.' });
});

test('[T6] accepting a proposal asks for the edit, only where the passage still reads as proposed', () => {
  const proposal = done(proposed, person('reviewer'));
  const accept = {
    act: 'decide',
    thread: proposal.id,
    as: 'accepted',
    reason: 'Clearer.',
  } as const;
  const accepted = judge(accept, sceneFor(person('lead'), [proposal]));
  expect(accepted).toMatchObject({
    ok: true,
    value: { edit: { replaces: 'the words', wording: 'better words' } },
  });
  if (proposal.anchor === undefined) throw new Error('a proposal has an anchor');
  const anchor = { ...proposal.anchor, state: { is: 'edited' as const, reads: 'their words' } };
  expect(codeOf(judge(accept, sceneFor(person('lead'), [{ ...proposal, anchor }])))).toBe(
    'passage-changed',
  );
});

test('[T6] declining a proposal edits nothing; accepting with modification uses the lead’s words', () => {
  const proposal = done(proposed, person('reviewer'));
  const lead = sceneFor(person('lead'), [proposal]);
  const base = { act: 'decide', thread: proposal.id, reason: 'So.' } as const;
  const declined = judge({ ...base, as: 'declined' }, lead);
  expect(codeOf(declined)).toBe('granted');
  expect(declined.ok && declined.value.edit).toBeUndefined();
  const modified = judge({ ...base, as: 'accepted-with-modification', wording: 'my words' }, lead);
  expect(modified).toMatchObject({ ok: true, value: { edit: { wording: 'my words' } } });
  expect(codeOf(judge({ ...base, as: 'accepted-with-modification' }, lead))).toBe('malformed');
});

test('[T7] an author without the right to reattach may reattach an orphan of their own', () => {
  if (open.anchor === undefined) throw new Error('the fixture has an anchor');
  const orphan = { ...open, anchor: { ...open.anchor, state: { is: 'orphaned' as const } } };
  const act = { act: 'reattach', thread: open.id, selected } as const;
  expect(codeOf(judge(act, sceneFor(person('reviewer'), [orphan])))).toBe('granted');
  expect(codeOf(judge(act, sceneFor(person('reviewer', 'another'), [orphan])))).toBe(
    'not-your-role',
  );
});

test('[T7] whoever opened a thread may say whether its words were moved to the right place, or put it on others', () => {
  const yes = { act: 'reattach', thread: open.id, selected } as const;
  const no = { act: 'detach', thread: open.id } as const;
  for (const act of [yes, no]) {
    expect(codeOf(judge(act, sceneFor(person('reviewer'), [moved])))).toBe('granted');
    const other = sceneFor(person('reviewer', 'another'), [moved]);
    expect(codeOf(judge(act, other))).toBe('not-your-role');
  }
  const denied = done(no, person('reviewer'), [moved]);
  expect(isOrphaned(denied)).toBe(true);
  expect(denied.anchor?.quote).toEqual(moved.anchor?.quote);
  expect(denied.history.at(-1)).toMatchObject({ did: 'detached', detail: 'other words' });
});

test('[T7] who is too late to say that the words are the wrong ones changes nothing', () => {
  const no = { act: 'detach', thread: open.id } as const;
  const orphan = done(no, person('lead'), [moved]);
  for (const late of [open, orphan])
    expect(codeOf(judge(no, sceneFor(person('lead'), [late])))).toBe('passage-changed');
});

test('[T2] a thread opened on words that are gone is an orphan; none is put on words that are gone', () => {
  const scene: Scene = {
    ...sceneFor(person('lead'), [open]),
    settle: ({ quote, ...span }) =>
      grant({ span, quote, section: '', seq: 1, state: { is: 'orphaned' } }),
  };
  const opened = judge(annotation, scene);
  expect(opened.ok && isOrphaned(opened.value.thread)).toBe(true);
  const put = judge({ act: 'reattach', thread: open.id, selected }, scene);
  expect(codeOf(put)).toBe('passage-empty');
});

test('[T1] a thread put on other words says in its history which ones it was on', () => {
  const other = { ...selected, quote: { ...selected.quote, exact: 'quite other words' } };
  const there = done({ act: 'reattach', thread: open.id, selected: other }, person('lead'), [open]);
  expect(there.history.at(-1)).toMatchObject({ detail: 'quite other words', was: 'the words' });
  const again = done({ act: 'reattach', thread: open.id, selected }, person('lead'), [open]);
  expect(again.history.at(-1)).not.toHaveProperty('was');
});

test('[T8] a mention counts only for people who take part', () => {
  const body = `@[Lead](${person('lead').account}) and @[Ghost](account-nobody), @[Lead](${person('lead').account})`;
  const thread = done({ ...reply, body }, person('editor'), [open]);
  expect(thread.replies.at(-1)?.mentions).toEqual([person('lead').account]);
});

test('[T9] someone who is not a participant can be given no thread', () => {
  const to = person('reader', 'outsider').account;
  expect(people.map(({ account }) => account)).not.toContain(to);
  expect(
    codeOf(judge({ act: 'assign', thread: open.id, to }, sceneFor(person('lead'), [open]))),
  ).toBe('no-such-person');
});

test('[D3] where no more may be said about a draft nothing is begun, said or sorted, and all can be closed', () => {
  const says = (act: Act, by: Participant, threads = [open]) =>
    codeOf(judge(act, { ...sceneFor(by, threads, 'act-0009'), isFull: true }));
  const [author, lead] = [person('reviewer'), person('lead')];
  const message = open.opening.id;
  expect(says(annotation, author)).toBe('docket-full');
  expect(says({ ...reply }, author)).toBe('docket-full');
  expect(says({ act: 'reword', thread: open.id, message, body: 'x' }, author)).toBe('docket-full');
  expect(says({ act: 'label', thread: open.id, labels: ['Safety'] }, lead)).toBe('docket-full');
  expect(says({ act: 'reattach', thread: open.id, selected }, lead)).toBe('docket-full');
  expect(says(annotation, person('reader'))).toBe('not-your-role');
  const decide = { act: 'decide', thread: open.id, as: 'noted', reason: 'Enough.' } as const;
  const decided = done(decide, lead, [open]);
  expect(says(decide, lead)).toBe('granted');
  expect(says({ act: 'confirm', thread: open.id }, author, [decided])).toBe('granted');
  expect(says({ act: 'reopen', thread: open.id, reason: 'No.' }, lead, [decided])).toBe('granted');
  expect(says({ act: 'withdraw', thread: open.id, message, reason: 'x' }, author)).toBe('granted');
});

test('[D3] a thread that is full takes no more words, can be sorted and rebased for longer, and can always be closed', () => {
  const author = person('reviewer');
  const filled = (length: number, thread = open): Thread => {
    const body = '';
    const rest =
      length - JSON.stringify({ ...thread, opening: { ...thread.opening, body } }).length;
    return { ...thread, opening: { ...thread.opening, body: 'x'.repeat(rest) } };
  };
  const says = (act: Act, thread: Thread, by = author) =>
    codeOf(judge(act, sceneFor(by, [thread], 'act-0009')));
  const reword = {
    act: 'reword',
    thread: open.id,
    message: open.replies[0]?.id ?? open.opening.id,
    body: 'x',
  } as const;
  const label: Act = { act: 'label', thread: open.id, labels: ['Safety'] };
  const withdraw = { ...reword, act: 'withdraw' } as const;
  const decide = { act: 'decide', thread: open.id, as: 'noted', reason: 'Long.' } as const;
  const roomy = filled(threadLength - 1_000);
  expect(says(reply, roomy)).toBe('granted');
  expect(says(reword, roomy)).toBe('granted');
  const full = filled(threadLength);
  expect(says(reply, full)).toBe('thread-full');
  expect(says(reword, full)).toBe('thread-full');
  expect(says(withdraw, full)).toBe('granted');
  expect(says(label, full, person('editor'))).toBe('granted');
  const crammed = filled(2 * threadLength);
  expect(says(label, crammed, person('editor'))).toBe('thread-full');
  expect(says(decide, crammed, person('lead'))).toBe('granted');
  const rebase = { act: 'rebase', thread: proposal.id, selected, wording: 'best words' } as const;
  expect(says(rebase, filled(threadLength, proposal), person('lead'))).toBe('granted');
  expect(says(rebase, filled(2 * threadLength, proposal), person('lead'))).toBe('thread-full');
});
