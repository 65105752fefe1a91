/**
 * Gloss, as the harness measures it, with every check on: the server of this checkout, or of the one that
 * `--set project=<folder>` names, with the flags for Node that `--set flags=…` names. Its founder makes the drafts, and every
 * client is another screen of theirs.
 */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { schemaHash } from '@gloss/shared/text/schema';
import { paths } from '@gloss/shared/wire/api';
import { query } from '@gloss/shared/wire/frames';
import { protocolVersion } from '@gloss/shared/wire/version';
import { DraftCard, DraftSummary } from '@gloss/shared/words/draft';
import type { DraftId } from '@gloss/shared/words/ids';

import { Agent } from '../../stage/agent.ts';
import type { Answer } from '../../stage/agent.ts';
import { until } from '../../stage/until.ts';
import type { Adapter, Run } from './adapter.ts';
import { liftedLimits } from './lifted-limits.ts';
import { checkout } from './places.ts';

const createdAtOnce = 2;

/** How `npm start` runs a server. */
const { toolchain } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
  toolchain: { server: { flags: string[]; env: Record<string, string> } };
};

/** As `npm start` has it. Beside the data, not in it: the harness counts what is on disk. */
const compileCache = join(tmpdir(), 'gloss-compile-cache');

/** Of the lead who made the drafts, and as whom everybody writes. */
const cookies = new WeakMap<Run, string>();

export const project: Adapter = {
  persists: true,
  procs: ({ ports: [port], dir, set }) => [
    {
      name: 'project',
      cmd: process.execPath,
      args: [
        ...(set['flags']?.split(' ') ?? toolchain.server.flags),
        join(resolve(set['project'] ?? checkout), 'server/src/main.ts'),
      ],
      env: {
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        BASE_URL: addressOf(port),
        DATA_DIR: join(dir, 'data'),
        GLOSS_SAMPLE: 'off',
        LOG_LEVEL: 'warn',
        NODE_COMPILE_CACHE: compileCache,
        ...toolchain.server.env,
        ...liftedLimits,
      },
      port,
    },
  ],
  path: (document) => {
    throw new Error(`No draft was made for ${document}.`);
  },
  headers: (_document, run) => ({
    cookie: cookies.get(run) ?? '',
    origin: addressOf(run.ports[0]),
  }),
  prepare: async (run, documents) => {
    const lead = await found(run);
    cookies.set(run, lead.cookie);
    const texts = new Map<string, string>();
    const waiting = [...documents];
    const creating = Array.from({ length: createdAtOnce }, async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
        texts.set(next, await newText(lead, next));
    });
    await Promise.all(creating);
    return texts;
  },
};

/** The host is the one that the harness connects to: a session belongs to one host. */
function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Founds the house by the link that the server printed. @returns its founder, signed in */
async function found(run: Run): Promise<Agent> {
  const printed = () => readFileSync(join(run.dir, 'project.log'), 'utf8');
  const link = await until('the set-up link is printed', () =>
    /http\S+enter#\S+/.exec(printed())?.at(0),
  ).catch((cause: unknown) => {
    throw new Error(`Gloss did not print a set-up link, but: ${printed()}`, { cause });
  });
  const lead = new Agent(addressOf(run.ports[0]));
  const founder = { name: 'Lea', organisation: 'Bench', email: 'lea@example.org' };
  await posted(lead, paths.enter, { token: new URL(link).hash.slice(1), founder });
  return lead;
}

async function newDraft(lead: Agent, title: string): Promise<DraftId> {
  return DraftSummary.parse(await posted(lead, paths.drafts, { title })).id;
}

/** @returns the path of the socket of a new draft's text, naming all that a writer must agree on. */
async function newText(lead: Agent, title: string): Promise<string> {
  const draft = await newDraft(lead, title);
  const { epoch } = DraftCard.parse(
    granted(paths.draft(draft), await lead.get(paths.draft(draft))),
  );
  const named = new URLSearchParams({
    [query.protocol]: String(protocolVersion),
    [query.schema]: schemaHash,
    [query.epoch]: String(epoch),
  });
  return `${paths.sync(draft)}/text?${named}`;
}

async function posted(agent: Agent, path: string, body: object): Promise<unknown> {
  return granted(path, await agent.post(path, body));
}

function granted(path: string, { status, body }: Answer): unknown {
  if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
