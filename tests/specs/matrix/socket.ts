/** A bare socket at either room of a draft: brings a cookie, sends frames, and tells in one word what came of it. */
import { schemaHash } from '@gloss/shared/text/schema';
import { paths } from '@gloss/shared/wire/api';
import { message, query, sync, writeStep1 } from '@gloss/shared/wire/frames';
import { protocolVersion } from '@gloss/shared/wire/version';
import type { DraftId } from '@gloss/shared/words/ids';
import * as decoding from 'lib0/decoding';
import type { RawData } from 'ws';
import { WebSocket } from 'ws';
import { applyAwarenessUpdate, Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

export type Door = 'text' | 'docket';

/** So long nobody has to wait; a socket on which nothing happens is an answer too. */
const silentMs = 5000;

export interface Speech {
  readonly frames: readonly (Uint8Array | string)[];
  /** The socket stays open until this has come true, or the server closes it. `shown`: to the onlooker, as standing at `mark`. */
  readonly until: 'answered' | 'acknowledged' | 'shown';
  /** Where it says that it stands. */
  readonly mark?: string;
}

/** @returns what came true, `closed <code>`, or `silent`. */
export function speaks(
  url: string,
  draft: DraftId,
  door: Door,
  cookie: string,
  { frames, until }: Speech,
  shown: Promise<void> = new Promise(() => undefined),
): Promise<string> {
  const socket = connectTo(url, draft, door, cookie);
  const said = new Promise<string>((resolve) => {
    setTimeout(() => resolve('silent'), silentMs).unref();
    void shown.then(() => resolve('shown'));
    socket.on('open', () => frames.forEach((frame) => socket.send(frame)));
    socket.on('message', (data) => {
      const kind = kindOf(data);
      if (kind === until) resolve(kind);
    });
    socket.on('unexpected-response', (_request, response) =>
      resolve(`turned away ${response.statusCode}`),
    );
    socket.on('close', (code) => resolve(`closed ${code}`));
  });
  return said.finally(() => socket.close());
}

/** @returns a document as the server gives it to whoever has nothing yet. */
export function replicaOf(url: string, draft: DraftId, door: Door, cookie: string): Promise<Y.Doc> {
  const doc = new Y.Doc();
  const socket = connectTo(url, draft, door, cookie);
  const filled = new Promise<Y.Doc>((resolve, reject) => {
    socket.on('open', () => socket.send(writeStep1(Y.encodeStateVector(doc))));
    socket.on('message', (data) => {
      if (kindOf(data) !== 'answered') return;
      const decoder = decoderOf(data);
      decoding.readVarUint(decoder);
      decoding.readVarUint(decoder);
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
      resolve(doc);
    });
    socket.on('close', (code) => reject(new Error(`the witness was closed with ${code}`)));
  });
  return filled.finally(() => socket.close());
}

/** Somebody in the text who notes whom the server shows there. */
export class Onlooker {
  readonly #socket: WebSocket;
  readonly #seen = new Set<string>();
  readonly #awaited = new Map<string, () => void>();
  readonly #awareness = new Awareness(new Y.Doc());

  constructor(url: string, draft: DraftId, cookie: string) {
    this.#socket = connectTo(url, draft, 'text', cookie);
    this.#awareness.on('change', () => {
      for (const { section, user } of this.#awareness.getStates().values()) {
        if (!user) continue;
        this.#seen.add(String(section));
        this.#awaited.get(`${section} ${user.account}`)?.();
      }
    });
    // Who never asks for the document is sent away as idle.
    this.#socket.on('open', () =>
      this.#socket.send(writeStep1(Y.encodeStateVector(this.#awareness.doc))),
    );
    this.#socket.on('message', (data) => {
      const decoder = decoderOf(data);
      if (decoding.readVarUint(decoder) !== message.awareness) return;
      applyAwarenessUpdate(this.#awareness, decoding.readVarUint8Array(decoder), null);
    });
  }

  /** Resolves when somebody is shown to stand there, in the name of that account. */
  sees(section: string, account: string | null): Promise<void> {
    return new Promise((resolve) => this.#awaited.set(`${section} ${account}`, resolve));
  }

  /** Whether anybody was ever shown to stand there. */
  saw(section: string): boolean {
    return this.#seen.has(section);
  }

  leaves(): void {
    this.#socket.close();
    this.#awareness.destroy();
  }
}

function connectTo(url: string, draft: DraftId, door: Door, cookie: string): WebSocket {
  const params = new URLSearchParams({
    [query.protocol]: String(protocolVersion),
    [query.schema]: schemaHash,
    [query.epoch]: '1',
  });
  const address = `${url.replace('http', 'ws')}${paths.sync(draft)}/${door}?${params}`;
  const socket = new WebSocket(address, { headers: { cookie, origin: url } });
  socket.on('error', () => undefined);
  return socket;
}

function kindOf(data: RawData): 'answered' | 'acknowledged' | null {
  const decoder = decoderOf(data);
  const kind = decoding.readVarUint(decoder);
  if (kind === message.acknowledged) return 'acknowledged';
  return kind === message.sync && decoding.readVarUint(decoder) === sync.step2 ? 'answered' : null;
}

function decoderOf(data: RawData): decoding.Decoder {
  return decoding.createDecoder(Uint8Array.from(data as Buffer));
}
