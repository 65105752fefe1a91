import type { Act } from '@gloss/shared/rules/acts';
import { readThreads } from '@gloss/shared/rules/docket';
import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { schemaHash } from '@gloss/shared/text/schema';
import { Entered, paths } from '@gloss/shared/wire/api';
import { message, query, readAcknowledged, readRefused } from '@gloss/shared/wire/frames';
import type { Refused } from '@gloss/shared/wire/frames';
import { protocolVersion } from '@gloss/shared/wire/version';
import type { Selected } from '@gloss/shared/words/anchor';
import { DraftCard } from '@gloss/shared/words/draft';
import type { AccountId, DraftId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
/**
 * One person at a draft, without a browser: signs in, writes, reads, asks for acts, goes offline and comes back.
 * Speaks the wire with stock Yjs parts, so that it proves the server and not our client.
 */
import * as decoding from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

import { Agent } from './agent.ts';
import type { Answer } from './agent.ts';
import { socketFor } from './socket.ts';
import type { Tally } from './socket.ts';
import { until } from './until.ts';

// y-websocket listens for the end of the process once for each connection, and here are many.
process.setMaxListeners(0);

export class Person {
  readonly agent: Agent;
  readonly account: AccountId;
  readonly name: string;
  readonly draft: DraftId;
  readonly text = new Y.Doc();
  readonly docket = new Y.Doc();
  /** The refusal frame this person last received on the text socket. */
  refused: Refused | undefined;
  /** Whether edits are sent that the server has not asked for, as no client of ours does. */
  insists = false;
  /** The code with which the server last closed the text socket. */
  closedWith: number | undefined;
  #tally: Tally = { sent: 0, acknowledged: 0 };
  #textLine: WebsocketProvider | undefined;
  #docketLine: WebsocketProvider | undefined;

  private constructor(agent: Agent, draft: DraftId, account: AccountId, name: string) {
    this.agent = agent;
    this.draft = draft;
    this.account = account;
    this.name = name;
  }

  /** Uses a sign-in token up. */
  static async signsIn(url: string, token: string, draft: DraftId): Promise<Person> {
    const agent = new Agent(url);
    const answer = await agent.post(paths.enter, { token });
    if (answer.status !== 200) throw new Error(`no entry: ${JSON.stringify(answer)}`);
    const { me } = Entered.parse(answer.body);
    return new Person(agent, draft, me.account, me.name);
  }

  /** @returns the same person at another screen, or at another draft: signed in, with nothing loaded yet. */
  elsewhere(draft: DraftId = this.draft): Person {
    return new Person(this.agent, draft, this.account, this.name);
  }

  /** Connects to the text and the docket; resolves when both are synced. */
  async opens(): Promise<void> {
    const card = DraftCard.parse((await this.agent.get(paths.draft(this.draft))).body);
    this.#tally = { sent: 0, acknowledged: 0 };
    this.#textLine = this.#connect('text', this.text, card.epoch);
    this.#docketLine = this.#connect('docket', this.docket, card.epoch);
    this.#listen(this.#textLine);
    await until(`${this.name} is synced`, () => this.isSynced);
  }

  get isSynced(): boolean {
    return this.#textLine?.synced === true && this.#docketLine?.synced === true;
  }

  /** Whether the server has everything this person wrote on disk. */
  get isSaved(): boolean {
    const { sent, acknowledged } = this.#tally;
    // On a socket that is closing, y-websocket sends nothing more and counts as synced for a moment longer.
    const isOpen = this.#textLine?.ws?.readyState === WebSocket.OPEN;
    return isOpen && this.#textLine?.synced === true && acknowledged >= sent;
  }

  /** How many of this socket's update messages were sent and acknowledged. */
  get tally(): Tally {
    return this.#tally;
  }

  /** Writes words at the end of the last paragraph, as one edit. */
  types(words: string): this {
    const run = this.lastRun();
    run.insert(run.length, words);
    return this;
  }

  /** Starts a new paragraph with these words, as one edit. */
  writes(words: string): this {
    const block = new Y.XmlElement('paragraph');
    block.setAttribute('bid', crypto.randomUUID());
    const run = new Y.XmlText();
    block.insert(0, [run]);
    run.insert(0, words);
    bodyOf(this.text).push([block]);
    return this;
  }

  /** @returns the text of the last paragraph; makes one where there is none. */
  lastRun(): Y.XmlText {
    const runs = this.runs();
    const last = runs.at(-1);
    if (last !== undefined) return last;
    this.writes('');
    return this.lastRun();
  }

  /** @returns every run of text, in document order. */
  runs(): Y.XmlText[] {
    const walk = (node: Y.XmlFragment): Y.XmlText[] =>
      node.toArray().flatMap((child) => {
        if (child instanceof Y.XmlText) return [child];
        return child instanceof Y.XmlFragment ? walk(child) : [];
      });
    return walk(bodyOf(this.text));
  }

  /** @returns the plain words on this person's screen, a line a run. */
  reads(): string {
    return this.runs()
      .map((run) =>
        run
          .toDelta()
          .map(({ insert }: { insert: string }) => insert)
          .join(''),
      )
      .join('\n');
  }

  /** Resolves when the server has everything on disk. */
  async untilSaved(): Promise<this> {
    await until(`everything ${this.name} wrote is saved`, () => this.isSaved);
    return this;
  }

  /** Resolves when these words are on this person's screen. */
  async sees(words: string): Promise<this> {
    await until(`${this.name} sees “${words}”`, () => this.reads().includes(words));
    return this;
  }

  /** @returns the first such words as this person's client would send them selected. */
  selects(words: string): Selected {
    const text = this.runs().find((run) => run.toString().includes(words));
    const offset = text?.toString().indexOf(words) ?? -1;
    const selected =
      text &&
      selectedBetween(bodyOf(this.text), { text, offset }, { text, offset: offset + words.length });
    if (!selected) throw new Error(`${this.name} cannot find “${words}”`);
    return selected;
  }

  /** Asks for an act; a new id each time unless one is given. */
  asks(act: Act, id: string = crypto.randomUUID()): Promise<Answer> {
    return this.agent.post(paths.acts(this.draft), { id, act });
  }

  /** Annotates words and waits for the answer. @returns the number of the new thread */
  async annotates(words: string, body: string): Promise<Thread> {
    const selected = this.selects(words);
    const act: Act = { act: 'annotate', selected, body, type: 'general', labels: [] };
    const answer = await this.asks(act);
    if (answer.status !== 200) throw new Error(`not annotated: ${JSON.stringify(answer)}`);
    const { thread } = answer.body as { thread: string };
    return until(`${this.name} sees the new thread`, () =>
      this.threads().find(({ id }) => id === thread),
    );
  }

  /** @returns the threads as this person's docket has them. */
  threads(): Thread[] {
    return readThreads(this.docket);
  }

  /** @returns everybody else on this person's screen: client id and name. */
  present(): [client: number, name: string][] {
    const states = this.#textLine?.awareness.getStates() ?? new Map<number, object>();
    return [...states]
      .filter(([client]) => client !== this.text.clientID)
      .map(([client, state]) => {
        const { user } = state as { user?: { name?: string } };
        return [client, user?.name ?? ''];
      });
  }

  /** Goes offline; edits go on locally. */
  disconnects(): this {
    this.#textLine?.disconnect();
    this.#docketLine?.disconnect();
    return this;
  }

  /** Comes back; resolves when synced. */
  async reconnects(): Promise<this> {
    this.#tally = { sent: 0, acknowledged: 0 };
    this.#textLine?.connect();
    this.#docketLine?.connect();
    await until(`${this.name} is synced again`, () => this.isSynced);
    return this;
  }

  /** Sends bytes as they are on the text socket. */
  sendsRaw(bytes: Uint8Array<ArrayBuffer>): void {
    this.#textLine?.ws?.send(bytes);
  }

  /** Its connection stays open and reads nothing any more, not even a goodbye. */
  hangs(): void {
    (this.#textLine?.ws as { pause(): void } | null | undefined)?.pause();
  }

  leaves(): void {
    for (const line of [this.#textLine, this.#docketLine]) {
      line?.destroy();
      // Its timer would keep a process alive that has nothing else to do.
      line?.awareness.destroy();
    }
  }

  #connect(room: 'text' | 'docket', doc: Y.Doc, epoch: number): WebsocketProvider {
    const address = this.agent.url.replace(/^http/, 'ws') + paths.sync(this.draft);
    return new WebsocketProvider(address, room, doc, {
      WebSocketPolyfill: socketFor(
        this.agent,
        () => this.#restart(room),
        () => this.insists,
      ),
      disableBc: true,
      maxBackoffTime: 100,
      params: {
        [query.protocol]: String(protocolVersion),
        [query.schema]: schemaHash,
        [query.epoch]: String(epoch),
      },
    });
  }

  /** Each socket counts anew, on both sides. */
  #restart(room: 'text' | 'docket'): Tally {
    const tally = { sent: 0, acknowledged: 0 };
    if (room === 'text') this.#tally = tally;
    return tally;
  }

  #listen(line: WebsocketProvider): void {
    line.messageHandlers[message.acknowledged] = (_encoder, decoder: decoding.Decoder) => {
      this.#tally.acknowledged = readAcknowledged(decoder).count;
    };
    line.messageHandlers[message.refused] = (_encoder, decoder: decoding.Decoder) => {
      this.refused = readRefused(decoder);
    };
    line.on('connection-close', (event: { code: number } | null) => {
      this.closedWith = event?.code;
    });
  }
}
