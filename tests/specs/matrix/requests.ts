/** Every address of the HTTP door as the matrix tries it: what it asks for, and how to ask. */
import { randomUUID } from 'node:crypto';

import { paths } from '@gloss/shared/wire/api';
import { AccountId, DraftId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

import { Agent } from '../../stage/agent.ts';
import type { ActCase } from './acts.ts';
import { actCases } from './acts.ts';
import type { Asks } from './expected.ts';
import type { Principal, Scene } from './principals.ts';
import {
  opens,
  opensApplied,
  opensDecided,
  opensMoved,
  opensOrphaned,
  opensProposal,
  passage,
} from './principals.ts';

export interface Question {
  readonly path: string;
  /** None: a GET. */
  readonly body?: object;
}

export interface Request {
  readonly name: string;
  /** Method and address, as the app has registered it. */
  readonly route: string;
  readonly asks: Asks;
  /** Whether it leaves something else on disk where it is granted. */
  changes(who: Principal): boolean;
  /** Prepares what is needed. Where it will be granted, things of its own, so that no cell meets the traces of another. */
  question(scene: Scene, who: Principal, isGranted: boolean): Promise<Question> | Question;
}

const draft = ':draft' as DraftId;
const account = ':account' as AccountId;

const reads = participants('read');
const appoints = participants('appoint');
const settles = participants('set-status');
const creates: Asks = { of: 'creators' };

const someone = (role: string) => ({
  name: 'New',
  email: `${randomUUID()}@example.org`,
  organisation: '',
  role,
});

const named: readonly Request[] = [
  get('who am I', paths.me, { of: 'signed-in' }),
  get('list the drafts', paths.drafts, { of: 'signed-in' }),
  get('open the draft', paths.draft(draft), reads),
  get('download it as Markdown', paths.download(draft, 'md'), reads),
  get('download it as HTML', paths.download(draft, 'html'), reads),
  get('read the record', paths.record(draft), participants('read-record')),
  get('download the record', paths.recordFile(draft), participants('read-record')),
  post('create a draft', paths.drafts, creates, () => ({ title: 'Mine' })),
  post('bring in a file', paths.drafts, creates, fileForm),
  {
    ...post(
      'bring in a revised text',
      paths.revision(draft),
      participants('write-text'),
      () => ({}),
    ),
    question: revisionForm,
  },
  post('rename the draft', paths.draft(draft), settles, () => ({ title: `Named ${randomUUID()}` })),
  post('set its status', paths.draft(draft), settles, ({ draft: _any }, who) => ({
    status: 'in-review',
    title: `By ${who.name}`,
  })),
  post('appoint somebody', paths.participants(draft), appoints, () => someone('reviewer')),
  post('appoint a lead', paths.participants(draft), appoints, () => someone('lead')),
  onSomebody('change a role', { role: 'reviewer' }),
  onSomebody('remove somebody', { role: null }),
  {
    ...post('make oneself a lead', paths.participant(draft, account), appoints, () => ({})),
    // Whoever may, is one.
    changes: () => false,
    question: (scene, who) => ({
      path: paths.participant(scene.draft, who.account ?? scene.bystander),
      body: { role: 'lead' },
    }),
  },
  {
    ...post('come in by a fresh link', paths.enter, { of: 'anybody' }, () => ({})),
    question: async ({ house }) => ({
      path: paths.enter,
      body: { token: await house.invite(`Newcomer ${randomUUID()}`, 'reader') },
    }),
  },
  {
    ...post('come in by no link', paths.enter, { of: 'none', answer: '401 link-spent' }, () => ({
      token: 'a-token-nobody-gave',
    })),
  },
];

/** Addresses for whoever runs the house, answered before the app is asked; no cookie opens the last one. */
const operators: readonly Request[] = [
  get('ask whether the house lives', '/healthz', { of: 'anybody' }),
  get('ask whether it takes people in', '/readyz', { of: 'anybody' }),
  get('read its figures', '/metrics', { of: 'none', answer: '401' }),
];

/** What belongs at a socket, brought to this door; and addresses that there are not. */
const misplaced: readonly Request[] = ['text', 'docket'].flatMap((room) => [
  nowhere(`post an update of the ${room} where its socket is`, `/sync/:draft/${room}`),
  nowhere(`post an update of the ${room} beside the acts`, `/api/drafts/:draft/${room}`),
]);

/** Signs its sender out, and therefore comes last. */
export const leaves: Request = {
  ...post('sign out', paths.leave, { of: 'anybody' }, () => ({})),
  changes: ({ isSignedIn }) => isSignedIn,
};

export const requests: readonly Request[] = [
  ...actCases.map(asRequest),
  ...named,
  ...operators,
  ...misplaced,
];

/** Asks with the principal's own cookie. @returns `200`, or status and code; and the body. */
export async function asks(
  url: string,
  { cookie }: Principal,
  { path, body }: Question,
): Promise<{ answer: string; body: string }> {
  const headers = new Headers({ origin: url });
  if (cookie !== '') headers.set('cookie', cookie);
  // In one piece with its head: of a stranger nothing more is read, and the line is cut under the rest.
  const sent = body && new Response(body instanceof FormData ? body : bytesOf(body));
  const type = sent?.headers.get('content-type') ?? 'application/json';
  if (sent) headers.set('content-type', type);
  const response = await fetch(new URL(path, url), {
    headers,
    redirect: 'manual',
    ...(sent && { method: 'POST', body: await sent.arrayBuffer() }),
  });
  const text = await response.text();
  const isPlain = response.headers.get('content-type')?.startsWith('text/plain');
  if (response.ok || isPlain) return { answer: String(response.status), body: text };
  const { refusal } = JSON.parse(text) as { refusal: { code: string } };
  return { answer: `${response.status} ${refusal.code}`, body: text };
}

function bytesOf(body: object): Uint8Array<ArrayBuffer> {
  return body instanceof Uint8Array ? body.slice() : new TextEncoder().encode(JSON.stringify(body));
}

function get(name: string, address: string, needed: Asks): Request {
  return {
    name,
    route: `GET ${address}`,
    asks: needed,
    changes: () => false,
    question: (scene) => ({ path: inDraft(address, scene) }),
  };
}

function post(
  name: string,
  address: string,
  needed: Asks,
  body: (scene: Scene, who: Principal) => object,
): Request {
  return {
    name,
    route: `POST ${address}`,
    asks: needed,
    changes: () => true,
    question: (scene, who) => ({ path: inDraft(address, scene), body: body(scene, who) }),
  };
}

function onSomebody(name: string, body: object): Request {
  return {
    ...post(name, paths.participant(draft, account), appoints, () => body),
    question: async (scene, _who, isGranted) => {
      const whom = isGranted ? await newcomer(scene) : scene.bystander;
      return { path: paths.participant(scene.draft, whom), body };
    },
  };
}

function nowhere(name: string, address: string): Request {
  const update = Y.encodeStateAsUpdate(new Y.Doc());
  // No stranger's body is looked at beneath /api.
  const strangers = address.startsWith('/api/') && { strangers: '401 not-signed-in' };
  return post(
    name,
    address,
    { of: 'none', answer: '404 no-such-address', ...strangers },
    () => update,
  );
}

function asRequest(each: ActCase): Request {
  return {
    name: `act: ${each.name}`,
    route: `POST ${paths.acts(draft)}`,
    asks: each.asks,
    changes: () => true,
    question: async (scene, who, isGranted) => {
      const words = scene.author.selects(passage);
      const standing = each.whose === 'own' ? (who.own ?? scene.others) : scene.others;
      const thread = isGranted ? await fresh(scene, who, each) : standing[each.thread];
      const act = each.make({ thread, words });
      return { path: paths.acts(scene.draft), body: { id: randomUUID(), act } };
    },
  };
}

/** @returns a thread that only this cell will touch. */
function fresh({ house, draft: here, author }: Scene, who: Principal, { whose, thread }: ActCase) {
  const agent = whose === 'own' ? new Agent(house.url, who.cookie) : author.agent;
  switch (thread) {
    case 'open':
      return opens(agent, here, author.selects(passage));
    case 'decided':
      return opensDecided(agent, author);
    case 'orphaned':
      return opensOrphaned(agent, author);
    case 'moved':
      return opensMoved(agent, here, author.selects(passage));
    case 'proposed':
      return opensProposal(agent, here, author.selects(passage));
    case 'applied':
      return opensApplied(agent, author);
  }
}

async function newcomer({ house, author }: Scene): Promise<AccountId> {
  const { email, ...rest } = someone('reader');
  const answer = await author.agent.post(paths.participants(house.draft), { email, ...rest });
  const { participants } = answer.body as { participants: { account: string }[] };
  return AccountId.parse(participants.at(-1)?.account);
}

function fileForm(): FormData {
  const form = new FormData();
  form.set('title', 'Brought in');
  form.set('file', new File(['# A file\n\nWith words.'], 'file.md'));
  return form;
}

/** What the draft says, so that its passages stay, and a line that nobody has brought in yet. */
async function revisionForm({ draft: here, author }: Scene): Promise<Question> {
  const card = await author.agent.get(paths.draft(here));
  const text = await author.agent.get(paths.download(here, 'md'));
  const form = new FormData();
  form.set('epoch', String((card.body as { epoch: number }).epoch));
  form.set('file', new File([`${String(text.body)}\n\nLine ${randomUUID()}.\n`], 'file.md'));
  return { path: paths.revision(here), body: form };
}

function participants(...any: Extract<Asks, { of: 'participants' }>['any']): Asks {
  return { of: 'participants', any };
}

function inDraft(address: string, { draft: here }: Scene): string {
  return address.replace(':draft', here);
}
