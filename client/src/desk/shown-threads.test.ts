import type { Act } from '@gloss/shared/rules/acts';
import { judge, SentAct } from '@gloss/shared/rules/acts';
import { readThread, readThreads, writeThread } from '@gloss/shared/rules/docket';
import { blocksAtHand } from '@gloss/shared/text/blocks-at-hand';
import { Participant } from '@gloss/shared/words/participant';
import { refuse } from '@gloss/shared/words/refusal';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import type { KeptAct } from '../line/act-outbox.ts';
import type { Setting } from './ahead.ts';
import { showThreads } from './shown-threads.ts';

const lead = Participant.parse({
  account: 'account-1',
  name: 'Deputy Head of Strategy',
  organisation: '',
  role: 'lead',
  colour: 1,
});
const setting: Setting = {
  actor: lead,
  participants: [lead],
  settle: () => refuse('passage-empty'),
  blocks: blocksAtHand(new Y.Doc()),
};

let acts = 0;
function made(act: Act): KeptAct {
  acts += 1;
  return { sent: SentAct.parse({ id: `act-number-${acts}`, act }), at: acts };
}
const remark = (body: string) => made({ act: 'annotate', body, type: 'general', labels: [] });

/** A docket with its server, an outbox, and what is shown of both. */
function bench() {
  const docket = new Y.Doc();
  let waiting: readonly KeptAct[] = [];
  const shown = showThreads(
    docket,
    () => waiting,
    () => setting,
    () => undefined,
  );
  return {
    docket,
    shown,
    /** The act goes into the outbox. */
    ask(act: KeptAct) {
      const ruling = shown.judge(act.sent.act, { act: act.sent.id, at: act.at });
      if (!ruling.ok) return ruling.refusal.code;
      waiting = [...waiting, act];
      shown.changed();
      return 'asked';
    },
    /** The docket brings the effect of an act. */
    bring({ sent, at }: KeptAct) {
      const ruling = judge(sent.act, {
        ...setting,
        act: sent.id,
        at,
        nextNumber: readThreads(docket).length + 1,
        thread: (which) => (typeof which === 'string' ? readThread(docket, which) : undefined),
      });
      if (ruling.ok) docket.transact(() => writeThread(docket, ruling.value.thread));
    },
    /** The server answers the POST. */
    answer(act: KeptAct) {
      const thread = 'thread' in act.sent.act ? act.sent.act.thread : act.sent.id;
      shown.taken(act, thread as Parameters<typeof shown.taken>[1]);
      waiting = waiting.filter((one) => one !== act);
      shown.changed();
    },
    said: () =>
      shown.list().map(({ number, opening, replies, pending }) => {
        const words = [opening, ...replies].map(({ body }) => body).join(' / ');
        return `#${number} ${words}${pending ? ' …' : ''}`;
      }),
  };
}

test('what waits is shown ahead, with the number it will probably get', () => {
  const { ask, bring, said } = bench();
  bring(remark('First'));
  ask(remark('Second'));
  ask(remark('Third'));
  expect(said()).toEqual(['#1 First', '#2 Second …', '#3 Third …']);
});

test('acts that build on one another are shown together', () => {
  const { ask, said } = bench();
  const opening = remark('Say for whom.');
  ask(opening);
  const thread = opening.sent.id as unknown as Extract<Act, { act: 'reply' }>['thread'];
  ask(made({ act: 'reply', thread, body: 'For patients.' }));
  expect(said()).toEqual(['#1 Say for whom. / For patients. …']);
  expect(ask(made({ act: 'reopen', thread }))).toBe('not-decided');
});

test('between the answer and the docket nothing flickers, and nothing is there twice', () => {
  const { ask, answer, bring, said } = bench();
  const act = remark('Say for whom.');
  ask(act);
  answer(act);
  expect(said()).toEqual(['#1 Say for whom. …']);
  bring(act);
  expect(said()).toEqual(['#1 Say for whom.']);
});

test('where the docket is faster than the answer, nothing is there twice either', () => {
  const { ask, answer, bring, said } = bench();
  const opening = remark('Say for whom.');
  bring(opening);
  const thread = opening.sent.id as unknown as Extract<Act, { act: 'reply' }>['thread'];
  const reply = made({ act: 'reply', thread, body: 'For patients.' });
  ask(reply);
  bring(reply);
  expect(said()).toEqual(['#1 Say for whom. / For patients.']);
  answer(reply);
  expect(said()).toEqual(['#1 Say for whom. / For patients.']);
});

test('a thread is the same object until it changes itself, among however many', () => {
  const { docket, shown, bring } = bench();
  const first = remark('First');
  bring(first);
  bring(remark('Second'));
  const before = shown.list();
  expect(shown.list()).toBe(before);
  const thread = first.sent.id as unknown as Extract<Act, { act: 'reply' }>['thread'];
  bring(made({ act: 'reply', thread, body: 'Yes.' }));
  const now = shown.list();
  expect(now[0]).not.toBe(before[0]);
  expect(now[1]).toBe(before[1]);
  docket.getMap('something else').set('changed', true);
  expect(shown.list()).toBe(now);
});

test('an act that the rule would refuse by now changes nothing on screen', () => {
  const { ask, bring, said, docket } = bench();
  const opening = remark('Say for whom.');
  bring(opening);
  const thread = opening.sent.id as unknown as Extract<Act, { act: 'reply' }>['thread'];
  const decide = (reason: string) => made({ act: 'decide', thread, as: 'noted', reason });
  ask(decide('Ours.'));
  bring(decide('Theirs.'));
  expect(said()).toEqual(['#1 Say for whom.']);
  expect(readThread(docket, thread)?.disposition?.reason).toBe('Theirs.');
});
