/** What the rules say of proposals before any text is touched; the server's room has what becomes of the text. */
import { expect, test } from 'vitest';

import type { AnchorState } from '../words/anchor.ts';
import { grant } from '../words/refusal.ts';
import type { Thread } from '../words/thread.ts';
import { awaitsDecision, statusOf } from '../words/thread.ts';
import type { Act } from './acts.ts';
import { judge } from './acts.ts';
import { codeOf, done, openThread, person, proposed, sceneFor, selected } from './scene.fixture.ts';
import type { Scene } from './scene.ts';

const lead = person('lead');
const proposal = done(proposed, person('reviewer'));
const thread = proposal.id;
const accept: Act = { act: 'decide', thread, as: 'accepted', reason: 'Better.' };
const rebase: Act = { act: 'rebase', thread, selected, wording: 'the best words' };
const takeBack: Act = { act: 'take-back', thread, reason: 'Too early.' };
const accepted = done(accept, lead, [proposal]);

function anchored(from: Thread, state: AnchorState): Thread {
  if (!from.anchor) throw new Error('the fixture has an anchor');
  return { ...from, anchor: { ...from.anchor, state } };
}

function answer(act: Act, to: Thread): string {
  return codeOf(judge(act, sceneFor(lead, [to])));
}

test.each<[string, AnchorState, string]>([
  ['anchored', { is: 'anchored' }, 'granted'],
  ['moved, and exactly', { is: 'moved', confirm: false, reads: 'the words' }, 'granted'],
  ['moved, and unconfirmed', { is: 'moved', confirm: true, reads: 'the words' }, 'passage-changed'],
  ['edited', { is: 'edited', reads: 'the old words' }, 'passage-changed'],
  ['edited to what is proposed', { is: 'edited', reads: 'better words' }, 'granted'],
  [
    'unconfirmed, and as proposed',
    { is: 'moved', confirm: true, reads: 'better words' },
    'passage-changed',
  ],
  ['orphaned', { is: 'orphaned' }, 'passage-changed'],
])('[T6] accepting a proposal whose passage is %s', (_what, state, code) => {
  expect(answer(accept, anchored(proposal, state))).toBe(code);
});

test('[T6] a proposal that comes late is for the words its author saw, not for those that stand there by now', () => {
  const other = { exact: 'quite other words', prefix: '', suffix: '' };
  const late: Scene = {
    ...sceneFor(person('reviewer')),
    settle: ({ quote: _seen, ...span }) => {
      const state = { is: 'moved', confirm: true, reads: other.exact } as const;
      return grant({ span, quote: other, section: '', seq: 1, state });
    },
  };
  const ruling = judge(proposed, late);
  expect(ruling.ok && ruling.value.thread.proposal?.replaces).toBe('the words');
});

test('[P1] accepting that a passage goes that is gone already asks for no edit', () => {
  const deletion = done({ ...proposed, wording: '' } as Act, person('reviewer'));
  const ruling = judge(accept, sceneFor(lead, [anchored(deletion, { is: 'orphaned' })]));
  expect(codeOf(ruling)).toBe('granted');
  expect(ruling.ok && ruling.value.edit).toBeUndefined();
});

test('[P2] only a proposal that awaits its decision is rebased, and only to other words', () => {
  expect(answer(rebase, proposal)).toBe('granted');
  expect(answer(rebase, accepted)).toBe('already-decided');
  const reopened = done({ act: 'reopen', thread }, lead, [accepted]);
  expect(answer(rebase, reopened)).toBe('already-decided');
  expect(answer(rebase, openThread())).toBe('no-proposal');
  expect(answer({ ...rebase, wording: 'the words' }, proposal)).toBe('malformed');
});

test('[P2] nobody accepts words they have not read: those of a rebase that came in between', () => {
  const rebased = done(rebase, lead, [proposal]);
  const read: Act = { ...accept, wording: 'better words' };
  expect(answer(read, proposal)).toBe('granted');
  expect(answer(read, rebased)).toBe('proposal-rebased');
  expect(answer({ ...read, wording: 'the best words' }, rebased)).toBe('granted');
});

test('[P3] a thread reopened with its words in the text can still have them taken back', () => {
  const reopened = done({ act: 'reopen', thread }, lead, [accepted]);
  expect(statusOf(reopened)).toBe('open');
  expect(reopened.proposal?.applied).toBeDefined();
  const ruling = judge(takeBack, sceneFor(lead, [{ ...reopened, ...readsAccepted(reopened) }]));
  expect(ruling).toMatchObject({
    ok: true,
    value: { edit: { replaces: 'better words', wording: 'the words' } },
  });
  expect(answer(takeBack, proposal)).toBe('not-applied');
});

test('[P4] accepted again as it was, a contested acceptance asks for no edit and is credited as before', () => {
  const contested = done({ act: 'contest', thread, reason: 'Hm.' }, person('reviewer'), [accepted]);
  expect(awaitsDecision(contested)).toBe(true);
  const other = person('lead', 'other');
  const ruling = judge(accept, sceneFor(other, [contested]));
  expect(ruling.ok && ruling.value.edit).toBeUndefined();
  expect(ruling.ok && ruling.value.thread.proposal?.applied?.acceptedBy?.name).toBe('lead');
});

test('[P5] who decides second is told who did first, and what', () => {
  const ruling = judge(accept, sceneFor(person('lead', 'other'), [accepted]));
  expect(ruling).toMatchObject({ ok: false, refusal: { code: 'already-decided' } });
  expect(!ruling.ok && ruling.refusal.sentence).toContain('lead has decided this thread: accepted');
});

/** The rules only ask for the edit; here it was made. */
function readsAccepted({ anchor }: Thread): Partial<Thread> {
  if (!anchor) return {};
  return { anchor: { ...anchor, quote: { ...anchor.quote, exact: 'better words' } } };
}
