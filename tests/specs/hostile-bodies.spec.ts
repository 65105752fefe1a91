/**
 * Bodies that were not announced and do not end. Who may send one is asked before any of it is read, and what is held of those
 * who may has a bound; an honest body without a length comes through.
 */
import type { Socket } from 'node:net';

import type { Act } from '@gloss/shared/rules/acts';
import { paths } from '@gloss/shared/wire/api';
import { importBytes, requestBytes } from '@gloss/shared/wire/limits';
import { DraftSummary } from '@gloss/shared/words/draft';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import type { Agent, Answer } from '../stage/agent.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { lineTo } from '../stage/intruder.ts';
import type { Person } from '../stage/person.ts';
import { report } from '../stage/proof.ts';
import { until } from '../stage/until.ts';
import { unnoticedBy } from '../stage/witnesses.ts';

let house: House;
let ada: Person;
let ben: Person;
let lines: Socket[] = [];

beforeAll(async () => {
  // So that the turns of files are all that stands between.
  house = await openHouse({ env: { LIMIT_FILES_PER_MINUTE: '0' } });
  ada = await house.enter('Ada', 'editor');
  ben = await house.enter('Ben', 'editor');
});

afterEach(() => {
  for (const line of lines) line.destroy();
  lines = [];
});

afterAll(() => house.close());

const form = { path: paths.drafts, type: 'multipart/form-data; boundary=x' };
const formHead = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\n';
const acts = () => ({ path: paths.acts(house.draft), type: 'application/json' });
const file = Buffer.concat([Buffer.from(formHead), Buffer.alloc(importBytes - 100_000, 'a')]);

/** A body in parts that never says how long it is, and whether there is an answer. */
class Unending {
  readonly #line: Socket;
  #said = '';

  constructor(agent: Agent, { path, type }: { path: string; type: string }) {
    this.#line = lineTo(agent);
    lines.push(this.#line);
    this.#line.on('data', (bytes: Buffer) => (this.#said += bytes.toString()));
    this.#line.write(
      [
        `POST ${path} HTTP/1.1`,
        `Host: ${new URL(agent.url).host}`,
        `Origin: ${agent.url}`,
        `Cookie: ${agent.cookie}`,
        `Content-Type: ${type}`,
        'Transfer-Encoding: chunked',
        '\r\n',
      ].join('\r\n'),
    );
  }

  sends(bytes: Uint8Array | string): this {
    this.#line.write(`${bytes.length.toString(16)}\r\n`);
    this.#line.write(bytes);
    this.#line.write('\r\n');
    return this;
  }

  ends(): void {
    this.#line.write('0\r\n\r\n');
  }

  /** All of it has left this machine's memory, or nobody takes it any more. */
  get hasLeft(): boolean {
    return this.#line.destroyed || this.#line.writableLength === 0;
  }

  /** Its status is 0 while there is none. */
  get answer(): Answer {
    const [head = '', body = ''] = this.#said.split('\r\n\r\n');
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0);
    return { status, body: body === '' ? undefined : (JSON.parse(body) as unknown) };
  }

  get status(): number {
    return this.answer.status;
  }
}

function many(agents: readonly Agent[], count: number, make: (agent: Agent) => Unending) {
  return agents.flatMap((agent) => Array.from({ length: count }, () => make(agent)));
}

const counted = (all: readonly Unending[], status: number) =>
  all.filter((each) => each.status === status).length;

/** What is read and dropped is garbage for a moment; held, it would be 600 MB. */
const garbageMb = 250;

/** @returns by how many MB the server grew at most while that was done; 0 where nobody can say. */
async function growth(run: () => Promise<unknown>): Promise<number> {
  const before = house.residentMb;
  let most = before;
  const looking = setInterval(() => (most = Math.max(most, house.residentMb)), 10);
  await run().finally(() => clearInterval(looking));
  return most - before || 0;
}

/** A file in parts, without a length. @returns the answer to it. */
async function bringsInParts(title: string): Promise<Answer> {
  const whole = new Unending(house.lead, form).sends(formHead).sends(`# ${title}\n\nWords`);
  whole.sends('\r\n--x--\r\n').ends();
  await until('it is answered', () => whole.status !== 0);
  return whole.answer;
}

describe('files', () => {
  test('[N2] of somebody who may bring none are refused before any of them has come', async () => {
    const reader = await house.enter('Rea', 'reader');
    const grown = await growth(() =>
      unnoticedBy([ada, ben], async () => {
        const all = many([reader.agent], 60, (agent) => new Unending(agent, form));
        await until('each is refused', () => counted(all, 403) === 60);
      }),
    );
    expect(grown).toBeLessThan(30);
    report({ name: 'Uploads of a reader, not begun', figures: { 'MB more': grown.toFixed(0) } });
  });

  test('[N2] of somebody who may bring none are not kept, however many come', async () => {
    const reader = await house.enter('Rex', 'reader');
    const grown = await growth(async () => {
      const all = many([reader.agent], 60, (agent) => new Unending(agent, form).sends(file));
      await until('all have left', () => all.every(({ hasLeft }) => hasLeft));
      expect(counted(all, 403)).toBeGreaterThan(0);
    });
    expect(grown).toBeLessThan(garbageMb);
    report({ name: 'Uploads of a reader', figures: { 'MB more': grown.toFixed(0) } });
  });

  test('[N2] of those who may are taken one of each person, and those that do not end keep nobody from bringing theirs', async () => {
    const leads = await Promise.all(
      ['Lou', 'Lev', 'Lia', 'Lin', 'Leo', 'Liv'].map((name) => house.enter(name, 'lead')),
    );
    const agents = leads.map(({ agent }) => agent);
    let all: Unending[] = [];
    const grown = await growth(async () => {
      all = many(agents, 10, (agent) => new Unending(agent, form).sends(file));
      await until('all have left', () => all.every(({ hasLeft }) => hasLeft));
      await until('all others are refused', () => counted(all, 429) === 54);
    });
    expect(counted(all, 0)).toBe(6);
    expect((await bringsInParts('Meanwhile')).status).toBe(200);
    expect(grown).toBeLessThan(garbageMb);
    report({ name: 'Uploads of six leads', figures: { 'MB more': grown.toFixed(0) } });
  });

  test('[I1] in parts, without a length, are taken from whoever may bring one', async () => {
    const { status, body } = await bringsInParts('In parts');
    expect(status).toBe(200);
    expect(DraftSummary.parse(body).title).toBe('In parts');
  });

  test('[N2] that are no forms, or of countless parts, are refused before anybody waits for their parser', async () => {
    const type = (kind: string) => ({ 'content-type': kind });
    const pairs = 'a=1&'.repeat(500_000);
    const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n';
    const forms: [string, string][] = [
      ['application/x-www-form-urlencoded', pairs],
      ['multipart/form-data; boundary=x', `${part}\r\n\r\n`.repeat(120_000)],
      ['multipart/form-data; boundary=x', `${part}${'a: b\r\n'.repeat(500_000)}\r\nwords`],
      ['multipart/form-data', `${part}\r\nwords`],
    ];
    await unnoticedBy([ada, ben], async () => {
      for (const [kind, body] of forms)
        for (const path of [paths.revision(house.draft), paths.drafts]) {
          const sent = { method: 'POST', headers: type(kind), body: `${body}\r\n--x--\r\n` };
          const { status } = await house.lead.fetch(path, sent);
          // A new draft may come as JSON, which none of these is.
          expect([400, 413]).toContain(status);
        }
    });
  });

  test('[I2] longer than they may be are refused as such when they have come so far', async () => {
    const before = await house.lead.get(paths.drafts);
    for (const [path, sentence] of [
      [paths.drafts, 'Nothing was created.'],
      [paths.revision(house.draft), 'Nothing was changed.'],
    ] as const) {
      const long = new Unending(house.lead, { ...form, path }).sends(file).sends(file);
      await until('it is refused', () => long.status === 413);
      const refusal = { code: 'too-large', sentence: `The file is larger than 10 MB. ${sentence}` };
      expect(long.answer.body).toEqual({ refusal });
    }
    expect(await house.lead.get(paths.drafts)).toEqual(before);
  });
});

describe('other bodies', () => {
  const begun = '{"title":"';
  const annotates: Act = { act: 'annotate', body: 'x', type: 'general', labels: [] };

  test('[I2] have a limit of their own, also where files may come', async () => {
    const long = 'a'.repeat(requestBytes);
    const ofALead = [acts(), { ...acts(), path: paths.drafts }].map((to) =>
      new Unending(house.lead, to).sends(begun).sends(long),
    );
    const link = { ...acts(), path: paths.enter };
    const ofAStranger = new Unending(house.stranger(), link).sends(begun).sends('a'.repeat(4096));
    for (const each of [...ofALead, ofAStranger])
      await until('it is refused', () => each.status === 413);
  });

  test('[N2] that do not end take so much room of each person, and others have theirs', async () => {
    const one = await house.enter('Rob', 'reviewer');
    const other = await house.enter('Ron', 'reviewer');
    await unnoticedBy([ada, ben], async () => {
      const all = many([one.agent], 40, (agent) => new Unending(agent, acts()).sends(begun));
      await until('sixteen are read, the others refused', () => counted(all, 429) === 24);
      expect(counted(all, 0)).toBe(16);
      expect((await one.asks(annotates)).status).toBe(429);
      expect((await other.asks(annotates)).status).toBe(200);
      for (const each of all) each.sends('"}').ends();
      await until('each has its answer', () => counted(all, 400) === 16);
      expect((await one.asks(annotates)).status).toBe(200);
    });
  });
});
