/**
 * A whole Gloss to test through its doors: the real server as a process of its own, on a data folder of its own.
 * It can be crashed and opened again. People come in through `enter` (person.ts).
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Appointed, Entered, paths } from '@gloss/shared/wire/api';
import { DraftCard, DraftSummary } from '@gloss/shared/words/draft';
import { DraftId } from '@gloss/shared/words/ids';
import type { Role } from '@gloss/shared/words/role';

import { Agent } from './agent.ts';
import { Person } from './person.ts';
import { freePort } from './port.ts';
import { until } from './until.ts';

const main = new URL('../../server/src/main.ts', import.meta.url).pathname;

/** What one server compiled and left behind in an orderly end; halves the start of the next. A run of tests names one. */
const compileCache = process.env['NODE_COMPILE_CACHE'] ?? join(tmpdir(), 'gloss-compile-cache');

/** A start is a second's work; on a machine that is busy with much else that takes a while, and is no finding. */
const startPatienceMs = 60_000;

export interface HouseOptions {
  /** Start with the sample draft and its five accounts instead of empty. */
  readonly sample?: boolean;
  readonly env?: Record<string, string>;
  /** Another program in the place of the server: the control of the crash harness. */
  readonly program?: string;
}

export type SamplePerson = 'lead' | 'editor' | 'editor2' | 'reviewer' | 'reader';

/** Opens a house with one draft and one lead, Lea; or, with `sample`, the sample as a newcomer gets it. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const house = await openEmptyHouse(options);
  if (options.sample !== true) await house.found();
  return house;
}

/** Opens a house as it is before anybody came: it waits for its founder. */
export async function openEmptyHouse(options: HouseOptions = {}): Promise<House> {
  const house = new House(await freePort(), options);
  try {
    await house.reopen();
    return house;
  } catch (error) {
    // Nobody has it in hand to close it: its server would outlive the run.
    await house.close();
    throw error;
  }
}

export class House {
  readonly url: string;
  readonly dataDir = mkdtempSync(join(tmpdir(), 'gloss-house-'));
  /** The draft in which `enter` seats people. */
  draft = DraftId.parse('not-founded');
  /** Everything the server printed since it was last opened. */
  printed = '';
  readonly #port: number;
  readonly #options: HouseOptions;
  #server: ChildProcess | undefined;
  #founder: Agent | undefined;
  #people: Person[] = [];

  constructor(port: number, options: HouseOptions) {
    this.#port = port;
    this.#options = options;
    this.url = `http://localhost:${port}`;
  }

  /** Starts the server on the same folder and port; resolves once it answers, rejects once it has ended instead. */
  async reopen(): Promise<void> {
    const server = this.begins();
    let hasEnded = false;
    // Not at its exit: what it said last may still be in the pipe.
    server.once('close', () => (hasEnded = true));
    const isReady = () => this.printed.includes('Gloss is ready');
    try {
      await until(
        'the server is ready, or has ended',
        () => hasEnded || isReady(),
        startPatienceMs,
      );
    } catch (error) {
      throw new Error(`the server is not ready; it printed: ${this.printed}`, { cause: error });
    }
    if (hasEnded) throw new Error(`the server ended at once: ${this.printed}`);
  }

  /** Starts the server and does not wait for it: it may be killed on its way. */
  begins(): ChildProcess {
    this.printed = '';
    const server = spawn(process.execPath, [this.#options.program ?? main], {
      env: {
        ...process.env,
        PORT: String(this.#port),
        DATA_DIR: this.dataDir,
        BASE_URL: this.url,
        GLOSS_SAMPLE: this.#options.sample === true ? 'on' : 'off',
        NODE_COMPILE_CACHE: compileCache,
        ...this.#options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#server = server;
    server.stdout.on('data', (bytes: Buffer) => (this.printed += bytes.toString()));
    server.stderr.on('data', (bytes: Buffer) => (this.printed += bytes.toString()));
    return server;
  }

  /** SIGTERM, and nobody waits for the end: it may be killed on its way. */
  asksToEnd(): void {
    this.#server?.kill('SIGTERM');
  }

  /** How much memory the server takes, in MB; Linux only, NaN elsewhere. */
  get residentMb(): number {
    const status = `/proc/${this.#server?.pid}/status`;
    if (!existsSync(status)) return NaN;
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]) / 1024;
  }

  /** The server stands still: it keeps its sockets and answers nobody. */
  holds(): void {
    this.#server?.kill('SIGSTOP');
  }

  goesOn(): void {
    this.#server?.kill('SIGCONT');
  }

  /** SIGKILL: no goodbye, nothing flushed. */
  async crash(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** SIGTERM: an orderly end. @returns the exit code */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  /** Resolves when the server has ended by itself. @returns the exit code */
  async ends(): Promise<number | null> {
    const server = this.#server;
    if (server === undefined) throw new Error('this house is not open');
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    this.#server = undefined;
    return server.exitCode;
  }

  /** The process of the open server, for tools that put it to the proof. */
  get pid(): number {
    const pid = this.#server?.pid;
    if (pid === undefined) throw new Error('this house is not open');
    return pid;
  }

  /** Ends everything and removes the data. */
  async close(): Promise<void> {
    for (const person of this.#people) person.leaves();
    await this.#end('SIGKILL');
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** The first account sets the house up and creates the draft. */
  async found(): Promise<void> {
    const agent = new Agent(this.url);
    const founder = { name: 'Lea', organisation: 'Strategy unit', email: 'lea@example.org' };
    const token = new URL(await this.setupLink()).hash.slice(1);
    const entered = await agent.post(paths.enter, { token, founder });
    if (entered.status !== 200) throw new Error(`founding failed: ${JSON.stringify(entered)}`);
    Entered.parse(entered.body);
    this.#founder = agent;
    this.draft = await this.newDraft('A draft under test');
  }

  /** @returns the one-time link for the founder, as the server printed it. */
  async setupLink(): Promise<string> {
    return until('the set-up link is printed', () => /http\S+enter#\S+/.exec(this.printed)?.[0]);
  }

  /** @returns another draft of Lea's. */
  async newDraft(title: string): Promise<DraftId> {
    const created = await this.lead.post(paths.drafts, { title });
    return DraftSummary.parse(created.body).id;
  }

  /** Lea's way in over HTTP. */
  get lead(): Agent {
    if (this.#founder === undefined) throw new Error('this house has no founder');
    return this.#founder;
  }

  /** Seats a person in a draft, signed in and synced. */
  async enter(name: string, role: Role, draft: DraftId = this.draft): Promise<Person> {
    const person = await Person.signsIn(this.url, await this.invite(name, role, draft), draft);
    this.#people.push(person);
    await person.opens();
    return person;
  }

  /** @returns a fresh sign-in token for a person of that name and role. */
  async invite(name: string, role: Role, draft: DraftId = this.draft): Promise<string> {
    const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@example.org`;
    const appointed = await this.lead.post(paths.participants(draft), {
      name,
      email,
      organisation: 'Test bench',
      role,
    });
    if (appointed.status !== 200) throw new Error(`no appointment: ${JSON.stringify(appointed)}`);
    return new URL(Appointed.parse(appointed.body).link).hash.slice(1);
  }

  /** @returns the link with which a newcomer of that name and role signs in, in a browser. */
  async linkFor(name: string, role: Role, draft: DraftId = this.draft): Promise<string> {
    return `${this.url}/enter#${await this.invite(name, role, draft)}`;
  }

  /** The lead gives somebody another role; null: shows them out. */
  async becomes(name: string, role: Role | null): Promise<void> {
    const card = DraftCard.parse((await this.lead.get(paths.draft(this.draft))).body);
    const account = card.participants.find((each) => each.name === name)?.account;
    if (account === undefined) throw new Error(`${name} does not take part`);
    const answer = await this.lead.post(paths.participant(this.draft, account), { role });
    if (answer.status !== 200) throw new Error(`${name} became nothing else: ${answer.status}`);
  }

  /** @returns the link that signs one of the sample's people in, as the server printed it. */
  async sampleLink(speaker: SamplePerson): Promise<string> {
    const link = new RegExp(`http://${speaker}\\.localhost\\S+`);
    return until(`the link of ${speaker} is printed`, () => link.exec(this.printed)?.[0]);
  }

  /** Someone without an account, or not signed in. */
  stranger(): Agent {
    return new Agent(this.url);
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return null;
    if (server.exitCode !== null || server.signalCode !== null) return server.exitCode;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
    return server.exitCode;
  }
}
