/** The bytes of awareness frames: read from clients without trust, written for clients state by state. */
import { isPlainId } from '@gloss/shared/text/plain-id';
import { message } from '@gloss/shared/wire/frames';
import { presenceBytes } from '@gloss/shared/wire/limits';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** What a frame says of one client: its state as JSON, not parsed yet. */
export interface Claim {
  readonly client: number;
  readonly clock: number;
  readonly json: Uint8Array;
}

/** No frame of ours is larger. Stock clients send back what they were sent, and must get it through their own limit. */
const largestFrameBytes = 32 * 1024;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** @returns what an awareness update claims, or null where it is none. */
export function readClaims(bytes: Uint8Array): Claim[] | null {
  try {
    const from = decoding.createDecoder(bytes);
    const claims: Claim[] = [];
    for (let left = decoding.readVarUint(from); left > 0; left--) {
      const client = decoding.readVarUint(from);
      const clock = decoding.readVarUint(from);
      if (!isPlainId({ client, clock })) return null;
      claims.push({ client, clock, json: decoding.readVarUint8Array(from) });
    }
    return claims;
  } catch {
    return null;
  }
}

/** @returns the state of a claim as some JSON value; undefined where it is too large or no JSON. */
export function stateOf({ json }: Claim): unknown {
  if (json.length > presenceBytes) return undefined;
  try {
    return JSON.parse(decoder.decode(json));
  } catch {
    return undefined;
  }
}

/** @returns one client's state as it stands in an awareness update. A null state says that it left. */
export function writeState(client: number, clock: number, state: unknown): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  });
}

/** @returns states as frames, each small enough for anyone to take. */
export function writePresence(states: readonly Uint8Array[]): Uint8Array[] {
  const frames: Uint8Array[] = [];
  let bundle: Uint8Array[] = [];
  let bytes = 0;
  for (const state of states) {
    if (bundle.length > 0 && bytes + state.length > largestFrameBytes) {
      frames.push(writeBundle(bundle));
      bundle = [];
      bytes = 0;
    }
    bundle.push(state);
    bytes += state.length;
  }
  return bundle.length === 0 ? frames : [...frames, writeBundle(bundle)];
}

/** A frame that says nothing: y-websocket reconnects when it hears nothing for 30 seconds. */
export const quietFrame = writeBundle([]);

function writeBundle(states: readonly Uint8Array[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, message.awareness);
    const update = encoding.encode((inner) => {
      encoding.writeVarUint(inner, states.length);
      for (const state of states) encoding.writeUint8Array(inner, state);
    });
    encoding.writeVarUint8Array(encoder, update);
  });
}
