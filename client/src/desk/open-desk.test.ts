import 'fake-indexeddb/auto';
import { judge } from '@gloss/shared/rules/acts';
import type { Act, SentAct } from '@gloss/shared/rules/acts';
import { writeThread } from '@gloss/shared/rules/docket';
import { readThread, readThreads } from '@gloss/shared/rules/docket';
import { blocksAtHand } from '@gloss/shared/text/blocks-at-hand';
import { bodyOf } from '@gloss/shared/text/body';
import { contentOf, fillBody } from '@gloss/shared/text/content';
import { toPlain } from '@gloss/shared/text/plain';
import { settle } from '@gloss/shared/text/settle';
import { Me } from '@gloss/shared/wire/api';
import { close } from '@gloss/shared/wire/close';
import { DraftCard } from '@gloss/shared/words/draft';
import { DraftId } from '@gloss/shared/words/ids';
import { grant, refuse } from '@gloss/shared/words/refusal';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import type { Answer } from '../line/answer.ts';
import { openDevice } from '../line/device.ts';
import { TinyHouse } from '../line/tiny-house.ts';
import type { AtDesk, Desk, DeskView } from './desk.ts';
import type { Visit } from './open-desk.ts';
import { openDesk } from './open-desk.ts';
import type { World } from './world.ts';
import { pause } from './world.ts';

const away: Answer<never> = {
  ok: false,
  refusal: { code: 'unreachable', sentence: 'The server cannot be reached.' },
};

/** Waits for a fact, asking often. */
const eventually = <Value>(fact: () => Value) => vi.waitFor(fact, { interval: 5 });

let tests = 0;
const visits = new Set<Visit>();
afterEach(() => {
  for (const visit of visits) visit.close();
  visits.clear();
});

/** A house with one draft and one person in it, on a device of its own. */
function scene(role: DraftCard['role'] = 'editor') {
  tests += 1;
  const draft = DraftId.parse(`draft-number-${tests}`);
  const house = new TinyHouse();
  fillBody(house.docs.text, {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Care is human.' }] }],
  });
  const me = Me.parse({
    account: 'account-one',
    name: 'Editor, workforce',
    organisation: '',
    email: 'editor@example.org',
    mayCreate: false,
  });
  const participant = { ...me, colour: 2 as const, role };
  let card = DraftCard.parse({
    id: draft,
    title: 'A strategy',
    status: 'drafting',
    role,
    openThreads: 0,
    changedAt: 1,
    epoch: 1,
    participants: [participant],
  });
  let isSignedIn = true;
  let refusesActs = false;
  let isLossy = () => false;
  const answered = <Value>(value: Value): Answer<Value> => {
    if (!house.isUp) return away;
    return isSignedIn ? grant(value) : refuse('not-signed-in');
  };

  function take(sent: SentAct) {
    if (!house.isUp) return away;
    if (refusesActs) return refuse('not-your-role');
    const { docket } = house.docs;
    const ruling = judge(sent.act, {
      act: sent.id,
      at: 5,
      actor: participant,
      participants: [participant],
      nextNumber: readThreads(docket).length + 1,
      thread: (which) => (typeof which === 'string' ? readThread(docket, which) : undefined),
      settle: (selected) => settle(house.docs.text, selected, 1),
      blocks: blocksAtHand(house.docs.text),
    });
    if (!ruling.ok) return ruling;
    const { thread } = ruling.value;
    house.write('docket', (doc) => writeThread(doc, thread));
    return grant({ id: sent.id, thread: thread.id, number: thread.number });
  }

  const world: World = {
    wire: house.wire,
    doors: {
      me: async () => answered(me),
      draft: async () => answered(card),
      sendAct: async (_draft, sent) => take(sent),
    },
    device: () => openDevice(`gloss-test-${tests}`),
    now: () => tests * 1_000_000,
    pause: (ms, until) => pause(Math.min(ms, 5), until),
    warnBeforeLeaving: (asked) => {
      isLossy = asked;
      return () => undefined;
    },
  };

  /** Opens the draft as a fresh page would. */
  function visit() {
    const opened = openDesk(draft, world);
    visits.add(opened);
    return opened;
  }

  return {
    house,
    visit,
    reload(left: Visit) {
      left.close();
      visits.delete(left);
      return visit();
    },
    changeCard: (changed: Partial<DraftCard>) => (card = { ...card, ...changed }),
    signOut: () => (isSignedIn = false),
    refuseActs: () => (refusesActs = true),
    isLossy: () => isLossy(),
  };
}

type OpenDesk = Extract<AtDesk, { is: 'open' }>;

async function opened(visit: Visit): Promise<Desk> {
  return eventually(() => {
    const at = visit.now();
    expect(at.is).toBe('open');
    return (at as OpenDesk).desk;
  });
}

/** Waits until a refused edit has led to a new desk. */
async function openedAfresh(visit: Visit, before: Desk): Promise<Desk> {
  return eventually(async () => {
    const desk = await opened(visit);
    expect(desk).not.toBe(before);
    return desk;
  });
}

async function shows(visit: Visit, part: Partial<DeskView>): Promise<void> {
  await eventually(() => {
    const at = visit.now();
    expect(at.is === 'open' ? at.view : at).toMatchObject(part);
  });
}

function type(desk: Desk, words: string): void {
  const paragraph = bodyOf(desk.text).get(0) as Y.XmlElement;
  const text = paragraph.get(0) as Y.XmlText;
  text.insert(text.length, words);
}

const read = (doc: Y.Doc) => toPlain(contentOf(bodyOf(doc)));

const remark: Act = { act: 'annotate', body: 'Say for whom.', type: 'general', labels: [] };

test('the screen says offline as soon as the network goes, and saved when it is back', async () => {
  const { house, visit } = scene();
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  house.losesNetwork();
  expect(desk.view().saved).toEqual({ is: 'offline', count: 0 });
  type(desk, ' Always.');
  await shows(here, { saved: { is: 'offline', count: 1 } });
  house.regainsNetwork();
  await shows(here, { saved: { is: 'saved' } });
  expect(read(house.docs.text)).toBe('Care is human. Always.');
});

test('a network that goes without harm to the line, as to a server on this machine, costs nothing', async () => {
  const { house, visit } = scene();
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  house.regainsNetwork();
  type(desk, ' Always.');
  await shows(here, { saved: { is: 'saved' } });
  expect(read(house.docs.text)).toBe('Care is human. Always.');
});

test('an edit is saved once it is acknowledged, and not before', async () => {
  const { house, visit } = scene();
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  house.holdsBack = true;
  type(desk, ' Always.');
  expect(desk.view().saved).toEqual({ is: 'saving', count: 1 });
  await eventually(() => expect(read(house.docs.text)).toBe('Care is human. Always.'));
  expect(desk.view().saved).toEqual({ is: 'saving', count: 1 });
  house.acknowledge();
  await shows(here, { saved: { is: 'saved' } });
});

test('[E4] an edit made with the server away survives a reload and is saved when the server is back', async () => {
  const { house, visit, reload } = scene();
  const first = visit();
  const desk = await opened(first);
  await shows(first, { saved: { is: 'saved' } });
  house.goAway();
  await shows(first, { saved: { is: 'offline', count: 0 } });
  type(desk, ' Always.');
  await shows(first, { saved: { is: 'offline', count: 1 } });

  const second = reload(first);
  const again = await opened(second);
  expect(read(again.text)).toBe('Care is human. Always.');
  await shows(second, { saved: { is: 'offline', count: 1 } });
  type(again, ' Everywhere.');
  await shows(second, { saved: { is: 'offline', count: 2 } });
  house.comeBack();
  await shows(second, { saved: { is: 'saved' } });
  expect(read(house.docs.text)).toBe('Care is human. Always. Everywhere.');
});

test('[E4] a delete made offline counts, and is saved although it changes no state vector', async () => {
  const { house, visit } = scene();
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  house.goAway();
  await shows(here, { saved: { is: 'offline', count: 0 } });
  bodyOf(desk.text).delete(0, 1);
  await shows(here, { saved: { is: 'offline', count: 1 } });
  house.comeBack();
  await shows(here, { saved: { is: 'saved' } });
  expect(read(house.docs.text)).toBe('');
});

test('a key typed while the line comes back never overtakes the offline ones', async () => {
  const { house, visit } = scene();
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  house.goAway();
  type(desk, ' A');
  house.comeBack();
  const stop = here.subscribe(() => {
    const { saved } = desk.view();
    if (saved.is === 'saving' && saved.count === 1) type(desk, 'B');
  });
  await shows(here, { saved: { is: 'saved' } });
  stop();
  expect(read(house.docs.text)).toBe('Care is human. AB');
});

/** Makes a heading of the first paragraph: the block goes, and one with a copy of its words comes. */
function makeHeading(doc: Y.Doc): void {
  const body = bodyOf(doc);
  const was = body.get(0) as Y.XmlElement;
  const heading = new Y.XmlElement('heading');
  heading.setAttribute('bid', was.getAttribute('bid') ?? '');
  heading.setAttribute('level', 2 as unknown as string);
  heading.insert(0, [(was.get(0) as Y.XmlText).clone()]);
  body.delete(0, 1);
  body.insert(0, [heading]);
}

test('[E11] words of an earlier visit are put back where somebody made a heading of their paragraph meanwhile, and saved', async () => {
  const { house, visit, reload } = scene();
  const first = visit();
  const desk = await opened(first);
  await shows(first, { saved: { is: 'saved' } });
  house.goAway();
  type(desk, ' Always.');
  await shows(first, { saved: { is: 'offline', count: 1 } });
  house.write('text', makeHeading);
  const second = reload(first);
  const again = await opened(second);
  house.comeBack();
  await shows(second, { saved: { is: 'saved' }, unsent: [] });
  for (const doc of [again.text, house.docs.text]) expect(read(doc)).toBe('Care is human. Always.');
  await shows(reload(second), { saved: { is: 'saved' } });
  expect(read(house.docs.text)).toBe('Care is human. Always.');
});

test('[E11] words of others are put into the heading that was made of their paragraph offline, in an earlier visit', async () => {
  const { house, visit, reload } = scene();
  const first = visit();
  const desk = await opened(first);
  await shows(first, { saved: { is: 'saved' } });
  house.goAway();
  await shows(first, { saved: { is: 'offline', count: 0 } });
  house.write('text', (doc) => {
    const text = (bodyOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.insert(text.length, ' Always.');
  });
  desk.text.transact(() => makeHeading(desk.text));
  await shows(first, { saved: { is: 'offline', count: 1 } });
  const second = reload(first);
  await opened(second);
  house.comeBack();
  await shows(second, { saved: { is: 'saved' }, unsent: [] });
  await eventually(() => expect(read(house.docs.text)).toBe('Care is human. Always.'));
});

test('[E11] words whose paragraph was deleted meanwhile are kept on the device, also after a reload', async () => {
  const { house, visit, reload } = scene();
  const first = visit();
  const desk = await opened(first);
  await shows(first, { saved: { is: 'saved' } });
  house.goAway();
  type(desk, ' Always.');
  await shows(first, { saved: { is: 'offline', count: 1 } });
  house.write('text', (doc) => bodyOf(doc).delete(0, 1));
  house.comeBack();
  const unsent = [expect.objectContaining({ is: 'loose', mine: ' Always.', wentWithBlock: 'me' })];
  await shows(first, { saved: { is: 'saved' }, unsent });
  const second = reload(first);
  await shows(second, { unsent });
  (await opened(second)).dismissUnsent();
  await shows(second, { unsent: [] });
});

test('[E7] refused words leave the text and are kept, and the draft opens afresh', async () => {
  const { house, visit } = scene();
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  house.refuses = { code: 'update-invalid', close: close.badUpdate };
  type(desk, ' Never say this.');
  const fresh = await openedAfresh(here, desk);
  expect(fresh.text.guid).not.toBe(desk.text.guid);
  await shows(here, {
    unsent: [expect.objectContaining({ mine: 'Care is human. Never say this.' })],
    saved: { is: 'refused', refusal: expect.objectContaining({ code: 'update-invalid' }) },
  });
  expect(read(fresh.text)).toBe('Care is human.');
  fresh.dismissUnsent();
  await shows(here, { unsent: [], saved: { is: 'saved' } });
});

test('[E7] refused words are still there after a reload', async () => {
  const { house, visit, reload } = scene();
  const first = visit();
  const desk = await opened(first);
  await shows(first, { saved: { is: 'saved' } });
  house.refuses = { code: 'update-invalid', close: close.badUpdate };
  type(desk, ' Never say this.');
  await openedAfresh(first, desk);
  const unsent = [expect.objectContaining({ mine: 'Care is human. Never say this.' })];
  await shows(first, { unsent });
  await shows(reload(first), { unsent });
});

test('[E7] what is typed while the draft opens anew after a refusal is kept with the refused words', async () => {
  const { house, visit } = scene();
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  house.refuses = { code: 'update-invalid', close: close.badUpdate };
  const stop = here.subscribe(() => {
    // The editor of before is still on screen: the line is down, and nobody took it away.
    const at = here.now();
    if (at.is === 'open' && at.desk === desk && at.view.saved.is === 'offline') {
      stop();
      house.refuses = null;
      type(desk, ' Nor this.');
    }
  });
  type(desk, ' Never say this.');
  await openedAfresh(here, desk);
  type(desk, ' Nor that.');
  await shows(here, {
    unsent: [
      expect.objectContaining({ mine: 'Care is human. Never say this. Nor this. Nor that.' }),
    ],
  });
  expect(read(house.docs.text)).toBe('Care is human.');
});

test('what is typed while the draft opens anew, for a role that still writes, goes on into the text', async () => {
  const { house, visit, changeCard } = scene();
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  changeCard({ role: 'lead' });
  house.endAll(close.notAllowed);
  const stop = here.subscribe(() => {
    const at = here.now();
    if (at.is !== 'open' || at.desk !== desk || at.view.saved.is !== 'offline') return;
    stop();
    type(desk, ' Always.');
  });
  const fresh = await openedAfresh(here, desk);
  await shows(here, { role: 'lead', saved: { is: 'saved' } });
  expect(read(fresh.text)).toBe('Care is human. Always.');
  expect(read(house.docs.text)).toBe('Care is human. Always.');
});

test('[E7] a change is proposed at its words, and is then kept no longer', async () => {
  const { house, visit, reload } = scene();
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  house.refuses = { code: 'update-invalid', close: close.badUpdate };
  type(desk, ' Always.');
  const fresh = await openedAfresh(here, desk);
  house.refuses = null;
  await shows(here, { unsent: [expect.anything()] });
  const [change] = fresh.view().unsent;
  expect(fresh.proposeUnsent(change?.id ?? '').ok).toBe(true);
  await shows(here, {
    unsent: [],
    threads: [
      expect.objectContaining({ proposal: { replaces: 'human.', wording: 'human. Always.' } }),
    ],
  });
  await shows(reload(here), { unsent: [] });
});

test('words typed on an earlier epoch become words to propose', async () => {
  const { house, visit, reload, changeCard } = scene();
  const first = visit();
  const desk = await opened(first);
  await shows(first, { saved: { is: 'saved' } });
  house.goAway();
  type(desk, ' Always.');
  await shows(first, { saved: { is: 'offline', count: 1 } });
  await eventually(() => expect(desk.view().saved).toEqual({ is: 'offline', count: 1 }));
  first.close();
  changeCard({ epoch: 2 });
  house.docs.text = new Y.Doc();
  fillBody(house.docs.text, {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Care is human.' }] }],
  });
  house.comeBack();
  const second = reload(first);
  const unsent = [expect.objectContaining({ is: 'added', mine: 'Care is human. Always.' })];
  await shows(second, { unsent, saved: { is: 'saved' } });
  expect(read(house.docs.text)).toBe('Care is human.');
});

test('someone who may write no longer keeps the words they had not sent', async () => {
  const { house, visit, reload, changeCard } = scene();
  const first = visit();
  const desk = await opened(first);
  await shows(first, { saved: { is: 'saved' } });
  house.goAway();
  type(desk, ' Always.');
  await shows(first, { saved: { is: 'offline', count: 1 } });
  changeCard({ role: 'reviewer' });
  house.mayWrite = false;
  house.comeBack();
  const second = reload(first);
  const unsent = [expect.objectContaining({ mine: 'Care is human. Always.' })];
  await shows(second, { unsent, role: 'reviewer' });
  expect(read((await opened(second)).text)).toBe('Care is human.');
});

test('an act is shown at once as pending, and then as the docket has it', async () => {
  const { visit } = scene('reviewer');
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  expect(desk.act(remark).ok).toBe(true);
  expect(desk.view().threads).toMatchObject([{ number: 1, pending: true }]);
  expect(desk.view().saved).toEqual({ is: 'saving', count: 1 });
  await shows(here, { threads: [expect.objectContaining({ number: 1, pending: false })] });
  await shows(here, { saved: { is: 'saved' } });
});

test('an act that the role does not allow is refused at once and sent nowhere', async () => {
  const { visit } = scene('reader');
  const desk = await opened(visit());
  expect(desk.act(remark)).toMatchObject({ ok: false, refusal: { code: 'not-your-role' } });
  expect(desk.view().threads).toEqual([]);
});

test('[E4] an act made with the server away survives a reload and arrives once', async () => {
  const { house, visit, reload } = scene('reviewer');
  const first = visit();
  const desk = await opened(first);
  await shows(first, { saved: { is: 'saved' } });
  house.goAway();
  desk.act(remark);
  await shows(first, { saved: { is: 'offline', count: 1 } });
  const second = reload(first);
  await shows(second, {
    saved: { is: 'offline', count: 1 },
    threads: [expect.objectContaining({ pending: true })],
  });
  house.comeBack();
  await shows(second, { saved: { is: 'saved' } });
  expect(readThreads(house.docs.docket)).toHaveLength(1);
});

test('an act that the server refuses is listed with its words until it is dismissed', async () => {
  const { visit, refuseActs } = scene('reviewer');
  const here = visit();
  const desk = await opened(here);
  refuseActs();
  desk.act(remark);
  await shows(here, {
    threads: [],
    refusedActs: [expect.objectContaining({ sent: expect.objectContaining({ act: remark }) })],
  });
  const [refused] = desk.view().refusedActs;
  if (refused) desk.dismissRefused(refused.sent.id);
  expect(desk.view().refusedActs).toEqual([]);
});

test('a session that ended shuts the desk and says how much is kept', async () => {
  const { house, visit, signOut } = scene();
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  house.holdsBack = true;
  type(desk, ' Always.');
  signOut();
  house.endAll(close.signIn);
  await eventually(() => expect(here.now()).toMatchObject({ is: 'shut', why: 'sign-in', kept: 1 }));
});

test('[E4] a page that is signed out says how much is kept, also after a reload', async () => {
  const { house, visit, reload, signOut } = scene();
  const first = visit();
  const desk = await opened(first);
  await shows(first, { saved: { is: 'saved' } });
  house.goAway();
  type(desk, ' Always.');
  await shows(first, { saved: { is: 'offline', count: 1 } });
  signOut();
  house.comeBack();
  for (let times = 0; times < 2; times += 1) {
    const page = reload(first);
    await eventually(() =>
      expect(page.now()).toMatchObject({ is: 'shut', why: 'sign-in', kept: 1 }),
    );
  }
});

test('a server that says "too much" is left alone, and the screen says so', async () => {
  const { house, visit } = scene();
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  house.isUp = false;
  house.endAll(close.tooFast);
  await shows(here, { saved: { is: 'waiting', count: 0 } });
  type(desk, ' Always.');
  await shows(here, { saved: { is: 'waiting', count: 1 } });
});

test('an unknown draft with the server away is shut, and opens when the server is back', async () => {
  const { house, visit } = scene();
  house.goAway();
  const here = visit();
  await eventually(() => expect(here.now()).toMatchObject({ is: 'shut', why: 'unreachable' }));
  house.comeBack();
  await opened(here);
});

test('a client that is outdated in spite of opening anew is told so', async () => {
  const { house, visit } = scene();
  house.shutWith = close.outdated;
  const here = visit();
  await eventually(() => expect(here.now()).toMatchObject({ is: 'shut', why: 'outdated' }));
});

test('leaving loses nothing once the edit is on the disk of the device', async () => {
  const { house, visit, isLossy } = scene();
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  house.goAway();
  type(desk, ' Always.');
  expect(isLossy()).toBe(true);
  await eventually(() => expect(isLossy()).toBe(false));
});

test('the view stays the same object until something in it changes', async () => {
  const { house, visit } = scene();
  const here = visit();
  const desk = await opened(here);
  await shows(here, { saved: { is: 'saved' } });
  const before = desk.view();
  const from = new Y.Doc();
  Y.applyUpdate(from, Y.encodeStateAsUpdate(house.docs.text));
  house.write('text', (doc) => {
    const paragraph = bodyOf(doc).get(0) as Y.XmlElement;
    (paragraph.get(0) as Y.XmlText).insert(0, 'Good. ');
  });
  await eventually(() => expect(read(desk.text)).toBe('Good. Care is human.'));
  expect(desk.view()).toBe(before);
});
