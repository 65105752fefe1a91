/**
 * Station 3 of 7, the wire: an update goes up as a frame, and is counted. Next: server/src/gate/session.ts.
 *
 * The frames on a sync socket: those of y-protocols (0 sync, 1 awareness, 3 query awareness) and two of our own, which
 * stock y-websocket clients ignore. `write…` and `read…` stand in pairs.
 *
 * The handshake: the client sends SyncStep1; the server answers SyncStep2 and, to those who may write, its own
 * SyncStep1, which the client answers with SyncStep2. From then on both send updates. SyncStep2 and updates of the client
 * are its *update messages*: the server counts them per socket, from 1, and acknowledges the count that is on disk.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

import type { RefusalCode } from '../words/refusal.ts';
import { RefusalCode as RefusalCodes, refusalSentences } from '../words/refusal.ts';

export const message = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  acknowledged: 10,
  refused: 11,
} as const;
export const sync = { step1: 0, step2: 1, update: 2 } as const;

/** The named query parameters of a socket's address. */
export const query = { protocol: 'proto', schema: 'schema', epoch: 'epoch' } as const;

/** "How many of your update messages are on disk", all told on this socket. */
export interface Acknowledged {
  readonly count: number;
}

/** "Your update message of that number was refused." A close follows. */
export interface Refused {
  readonly number: number;
  readonly code: RefusalCode;
  readonly sentence: string;
}

/** @returns a frame of a state vector question. */
export function writeStep1(stateVector: Uint8Array): Uint8Array {
  return syncFrame(sync.step1, stateVector);
}

/** @returns a frame that answers a state vector question with an update. */
export function writeStep2(update: Uint8Array): Uint8Array {
  return syncFrame(sync.step2, update);
}

/** @returns a frame of one update. */
export function writeUpdate(update: Uint8Array): Uint8Array {
  return syncFrame(sync.update, update);
}

/** Made in one piece: an encoder would grow along with a whole document, and copy it in the end. */
function syncFrame(kind: number, bytes: Uint8Array): Uint8Array {
  const head = [message.sync, kind, ...varUint(bytes.length)];
  const frame = new Uint8Array(head.length + bytes.length);
  frame.set(head);
  frame.set(bytes, head.length);
  return frame;
}

/** @returns a whole number as lib0 writes it: seven bits in each byte, the lowest first. */
function varUint(number: number): number[] {
  const bytes: number[] = [];
  let rest = number;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 | (rest % 128));
  return [...bytes, rest];
}

/** @returns the acknowledgement frame, after its type: one varint. */
export function writeAcknowledged({ count }: Acknowledged): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, message.acknowledged);
    encoding.writeVarUint(encoder, count);
  });
}

/** Reads what follows the type of an acknowledgement. Throws on bytes that end too early. */
export function readAcknowledged(decoder: decoding.Decoder): Acknowledged {
  return { count: decoding.readVarUint(decoder) };
}

/** @returns the refusal frame: number, code, sentence. */
export function writeRefused({ number, code, sentence }: Refused): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, message.refused);
    encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, code);
    encoding.writeVarString(encoder, sentence);
  });
}

/** Reads what follows the type of a refusal. A code of a newer server reads as `malformed`. */
export function readRefused(decoder: decoding.Decoder): Refused {
  const number = decoding.readVarUint(decoder);
  const code = RefusalCodes.safeParse(decoding.readVarString(decoder));
  const sentence = decoding.readVarString(decoder);
  return code.success
    ? { number, code: code.data, sentence }
    : { number, code: 'malformed', sentence: sentence || refusalSentences.malformed };
}

/** What a client may send. `unknown` is anything else, and closes the socket. */
export type FromClient =
  | { readonly is: 'step1'; readonly stateVector: Uint8Array }
  | { readonly is: 'update'; readonly update: Uint8Array }
  | { readonly is: 'awareness'; readonly bytes: Uint8Array }
  | { readonly is: 'query-awareness' }
  | { readonly is: 'unknown' };

/** Reads one frame of a client. Never throws: bytes that are no frame are `unknown`. */
export function readFromClient(frame: Uint8Array): FromClient {
  try {
    const decoder = decoding.createDecoder(frame);
    switch (decoding.readVarUint(decoder)) {
      case message.sync:
        return readSync(decoder);
      case message.awareness:
        return { is: 'awareness', bytes: decoding.readVarUint8Array(decoder) };
      case message.queryAwareness:
        return { is: 'query-awareness' };
      default:
        return { is: 'unknown' };
    }
  } catch {
    return { is: 'unknown' };
  }
}

function readSync(decoder: decoding.Decoder): FromClient {
  const kind = decoding.readVarUint(decoder);
  const bytes = decoding.readVarUint8Array(decoder);
  if (kind === sync.step1) return { is: 'step1', stateVector: bytes };
  if (kind === sync.step2 || kind === sync.update) return { is: 'update', update: bytes };
  return { is: 'unknown' };
}
