/**
 * Gloss, as the harness measures it: the server of this checkout with every check on. Its founder appoints a few more
 * leads, because no single account may create 2,000 drafts at once; each document's sockets come as the lead who made it.
 */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { schemaHash } from '@gloss/shared/text/schema';
import { Appointed, paths } from '@gloss/shared/wire/api';
import { query } from '@gloss/shared/wire/frames';
import { protocolVersion } from '@gloss/shared/wire/version';
import { DraftCard, DraftSummary } from '@gloss/shared/words/draft';
import type { DraftId } from '@gloss/shared/words/ids';

import { Agent } from '../../stage/agent.ts';
import { until } from '../../stage/until.ts';
import type { Adapter, Run } from './adapter.ts';
import { liftedLimits } from './lifted-limits.ts';
import { checkout } from './places.ts';

/** Below what one account may change at once (server/src/gate/rates.ts). */
const draftsForOneLead = 500;
const createdAtOnce = 8;

/** As `npm start` has it. Beside the data, not in it: the harness counts what is on disk. */
const compileCache = join(tmpdir(), 'gloss-compile-cache');

/** Document → the cookie of the lead who made its draft. */
const cookies = new WeakMap<Run, Map<string, string>>();

export const project: Adapter = {
  persists: true,
  procs: ({ ports: [port], dir, set }) => [
    {
      name: 'project',
      cmd: process.execPath,
      args: [join(resolve(set['project'] ?? checkout), 'server/src/main.ts')],
      env: {
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        BASE_URL: addressOf(port),
        DATA_DIR: join(dir, 'data'),
        GLOSS_SAMPLE: 'off',
        LOG_LEVEL: 'warn',
        NODE_COMPILE_CACHE: compileCache,
        ...liftedLimits,
      },
      port,
    },
  ],
  path: (document) => {
    throw new Error(`No draft was made for ${document}.`);
  },
  headers: (document, run) => ({
    cookie: cookies.get(run)?.get(document) ?? '',
    origin: addressOf(run.ports[0]),
  }),
  prepare: async (run, documents) => {
    const leads = await leadsOf(run, Math.ceil(documents.length / draftsForOneLead));
    const paths = new Map<string, string>();
    const made = new Map<string, string>();
    const waiting = [...documents.entries()];
    const creating = Array.from({ length: createdAtOnce }, async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const [at, document] = next;
        const lead = leads[Math.floor(at / draftsForOneLead)] ?? leads[0];
        paths.set(document, await newText(lead, document));
        made.set(document, lead.cookie);
      }
    });
    await Promise.all(creating);
    cookies.set(run, made);
    return paths;
  },
};

/** The host is the one that the harness connects to: a session belongs to one host. */
function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Founds the house and appoints as many leads as there shall be, the founder among them. */
async function leadsOf(run: Run, count: number): Promise<[Agent, ...Agent[]]> {
  const link = await until('the set-up link is printed', () =>
    /http\S+enter#\S+/.exec(readFileSync(join(run.dir, 'project.log'), 'utf8'))?.at(0),
  );
  const person = { name: 'Lea', organisation: 'Bench', email: 'lea@example.org' };
  const founder = await enter(run, link, person);
  const leads: [Agent, ...Agent[]] = [founder];
  if (count === 1) return leads;
  const shared = await newDraft(founder, 'Shared');
  for (let at = 1; at < count; at += 1) {
    const asked = { ...person, name: `Lead ${at}`, email: `lead${at}@example.org`, role: 'lead' };
    const appointed = await posted(founder, paths.participants(shared), asked);
    leads.push(await enter(run, Appointed.parse(appointed).link));
  }
  return leads;
}

async function enter(run: Run, link: string, founder?: object): Promise<Agent> {
  const agent = new Agent(addressOf(run.ports[0]));
  const token = new URL(link).hash.slice(1);
  await posted(agent, paths.enter, { token, ...(founder && { founder }) });
  return agent;
}

async function newDraft(lead: Agent, title: string): Promise<DraftId> {
  return DraftSummary.parse(await posted(lead, paths.drafts, { title })).id;
}

/** @returns the path of the socket of a new draft's text, naming all that a writer must agree on. */
async function newText(lead: Agent, title: string): Promise<string> {
  const draft = await newDraft(lead, title);
  const { epoch } = DraftCard.parse((await lead.get(paths.draft(draft))).body);
  const named = new URLSearchParams({
    [query.protocol]: String(protocolVersion),
    [query.schema]: schemaHash,
    [query.epoch]: String(epoch),
  });
  return `${paths.sync(draft)}/text?${named}`;
}

async function posted(agent: Agent, path: string, body: object): Promise<unknown> {
  const answer = await agent.post(path, body);
  if (answer.status !== 200) throw new Error(`POST ${path}: ${JSON.stringify(answer)}`);
  return answer.body;
}
