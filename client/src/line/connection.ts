/**
 * One sync socket of a draft, kept open by y-websocket: when to try again, and when to stop. A line that is silent for 30 s
 * is given up and made anew; the server says something more often than that (limits.ts, `pingEveryMs`). `text-sync.ts` and
 * `docket-sync.ts` each hold one; the former gives a line up sooner where it waits for an acknowledgement (overdue.ts).
 */
import { paths } from '@gloss/shared/wire/api';
import { query } from '@gloss/shared/wire/frames';
import { protocolVersion } from '@gloss/shared/wire/version';
import type { DraftId } from '@gloss/shared/words/ids';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';

import type { CloseMeaning } from './close-meaning.ts';
import { meaningOf, tooMuchMs } from './close-meaning.ts';

/** The way to the server: the page's own, or a test's. */
export interface Wire {
  /** Such as `wss://gloss.example`, without a slash at the end. */
  readonly address: string;
  readonly Socket: typeof WebSocket;
  /** From 0 up to 1. */
  random(): number;
  /** Calls back when the machine lost its network or has one again. @returns how to stop. */
  onNetworkChange(listener: () => void): () => void;
}

/** Which version of which draft a client holds; named in the handshake. */
export interface Edition {
  readonly draft: DraftId;
  readonly epoch: number;
  /** Hash of the editor schema. Empty: a client that cannot edit, and may only read. */
  readonly schema: string;
}

/** Why a connection is over for good. */
export type End = Exclude<CloseMeaning, 'again' | 'wait'>;

/** How long one attempt may take. A browser would wait for minutes, long after the network is back. */
const attemptMs = 15_000;

const longestWaitMs = 5000;
const shortestWaitMs = 100;

/** y-websocket waits `min(2^n · 100, maxBackoffTime)`. From this n on, our own `maxBackoffTime` is what it waits. */
const backoffIsOurs = 8;

/**
 * Connects and stays connected.
 * @param onEnd is told once, when the server closed for a reason that trying again cannot mend.
 * @param prepare adds what its caller listens to, before the first attempt.
 */
export function connect(
  wire: Wire,
  edition: Edition,
  room: 'text' | 'docket',
  replica: { readonly doc: Y.Doc; readonly awareness: Awareness },
  onEnd: (end: End) => void,
  prepare: (provider: WebsocketProvider) => void,
): WebsocketProvider {
  const provider = new WebsocketProvider(
    wire.address + paths.sync(edition.draft),
    room,
    replica.doc,
    {
      connect: false,
      awareness: replica.awareness,
      // Tabs of one browser would hand each other edits that the server has not judged.
      disableBc: true,
      WebSocketPolyfill: wire.Socket,
      params: {
        [query.protocol]: String(protocolVersion),
        [query.epoch]: String(edition.epoch),
        ...(edition.schema !== '' && { [query.schema]: edition.schema }),
      },
      shouldReconnect: ({ code }) => meaningOf(code) === 'again',
    },
  );
  let failures = 0;
  provider.on('sync', (synced) => {
    if (synced) failures = 0;
  });
  provider.on('connection-close', () => {
    // A restarted server must not meet everybody at the same instant: each waits a time of its own.
    const upTo = Math.min(longestWaitMs, 400 * 2 ** failures);
    failures += 1;
    provider.wsUnsuccessfulReconnects = backoffIsOurs;
    provider.maxBackoffTime = shortestWaitMs + wire.random() * (upTo - shortestWaitMs);
  });
  let patience: ReturnType<typeof setTimeout> | undefined;
  provider.on('closed', ({ code }) => {
    const meaning = meaningOf(code);
    if (meaning === 'wait')
      patience = setTimeout(() => provider.connect(), (1 + wire.random() / 4) * tooMuchMs);
    else if (meaning !== 'again') onEnd(meaning);
  });
  let attempt: ReturnType<typeof setTimeout> | undefined;
  provider.on('status', ({ status }) => {
    clearTimeout(attempt);
    if (status === 'connecting') attempt = setTimeout(() => connectAnew(provider), attemptMs);
    if (status === 'connected') showAgain(replica.awareness);
  });
  // A browser says nothing on an open socket when its network goes. Whether there is still a way (to a server on this
  // machine there is) only a new socket can tell.
  const stopListening = wire.onNetworkChange(() => connectAnew(provider));
  replica.doc.on('destroy', () => {
    clearTimeout(patience);
    clearTimeout(attempt);
    stopListening();
  });
  prepare(provider);
  provider.connect();
  return provider;
}

/** Others saw this caret leave with the old socket, and believe only what is newer than that. */
function showAgain(awareness: Awareness): void {
  const state = awareness.getLocalState();
  if (state !== null) awareness.setLocalState(state);
}

/** Gives the socket up for a new one, at once. Does nothing where the server has ended the connection, or we have. */
export function connectAnew(provider: WebsocketProvider): void {
  if (!provider.shouldConnect) return;
  provider.disconnect();
  provider.connect();
}
