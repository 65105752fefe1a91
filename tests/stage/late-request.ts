/** A request whose last byte comes when the test says so: the server has begun with it, and waits. */
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';

import type { Agent } from './agent.ts';

export interface LateBody {
  readonly path: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** @returns a body of JSON for an address. */
export function lateJson(path: string, value: unknown): LateBody {
  return { path, type: 'application/json', bytes: Buffer.from(JSON.stringify(value)) };
}

/** @returns a form for an address, as a browser sends it. */
export async function lateForm(path: string, form: FormData): Promise<LateBody> {
  const response = new Response(form);
  const type = response.headers.get('content-type') ?? '';
  return { path, type, bytes: new Uint8Array(await response.arrayBuffer()) };
}

/**
 * Sends all of a POST but its last byte. Resolves once the server has said that it wants the body.
 * @returns what sends the last byte, and resolves with the status of the answer.
 */
export async function lateRequest(
  agent: Agent,
  { path, type, bytes }: LateBody,
): Promise<() => Promise<number>> {
  const sent = request(new URL(path, agent.url), {
    method: 'POST',
    headers: {
      origin: agent.url,
      cookie: agent.cookie,
      'content-type': type,
      'content-length': bytes.length,
      expect: '100-continue',
    },
  });
  const answered = answerTo(sent);
  answered.catch(() => undefined);
  await Promise.race([new Promise((resolve) => sent.once('continue', resolve)), answered]);
  sent.write(bytes.subarray(0, -1));
  return () => {
    sent.end(bytes.subarray(-1));
    return answered;
  };
}

function answerTo(sent: ClientRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    sent.once('error', reject);
    sent.once('response', (response: IncomingMessage) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
  });
}
