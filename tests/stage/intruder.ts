/** Sockets that do what no client does: bare WebSockets, and the TCP connections beneath them. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';

import { schemaHash } from '@gloss/shared/text/schema';
import { message, readAcknowledged, writeStep1 } from '@gloss/shared/wire/frames';
import { protocolVersion } from '@gloss/shared/wire/version';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';

import type { Agent } from './agent.ts';
import { until } from './until.ts';

export interface Knock {
  readonly draft: string;
  readonly document?: 'text' | 'docket';
  /** Added to the cookie and the Origin of an honest client. */
  readonly headers?: Record<string, string>;
  /** In place of what an honest client names. */
  readonly query?: Record<string, string>;
}

/** A bare socket, and what became of it. */
export class Intruder {
  readonly socket: WebSocket;
  /** The close code; for a handshake that was refused, its HTTP status. */
  endedWith: number | undefined;
  /** Update messages the server has on disk. */
  acknowledged = 0;
  received = 0;

  constructor(agent: Agent, knock: Knock) {
    const { headers } = knock;
    this.socket = new WebSocket(`${agent.url.replace('http', 'ws')}${pathOf(knock)}`, {
      headers: { cookie: agent.cookie, origin: agent.url, ...headers },
    });
    this.socket.on('unexpected-response', (request, response) => {
      this.endedWith = response.statusCode ?? 0;
      request.destroy();
    });
    this.socket.on('close', (code) => (this.endedWith ??= code));
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer) => {
      this.received += data.length;
      if (data[0] !== message.acknowledged) return;
      const decoder = decoding.createDecoder(data);
      decoding.readVarUint(decoder);
      this.acknowledged = readAcknowledged(decoder).count;
    });
  }

  get isOpen(): boolean {
    return this.endedWith === undefined && this.socket.readyState === WebSocket.OPEN;
  }

  /** Resolves once the handshake is through, or refused. */
  async knocked(): Promise<this> {
    await until('the handshake has an answer', () => this.isOpen || this.endedWith !== undefined);
    return this;
  }

  /** Asks for the document like an honest client; resolves once it comes. */
  async answered(): Promise<'answered'> {
    await this.knocked();
    if (this.isOpen) this.socket.send(writeStep1(Uint8Array.of(0)));
    return until('the document comes', () => this.received > 0 && ('answered' as const));
  }

  /** Sends frames one after the other. @returns the code with which that ends. */
  async sends(...frames: (Uint8Array | string)[]): Promise<number> {
    await this.knocked();
    for (const frame of frames) this.socket.send(frame);
    return this.ends();
  }

  ends(): Promise<number> {
    return until('the socket is closed', () => this.endedWith);
  }

  leaves(): void {
    this.socket.terminate();
  }
}

function pathOf({ draft, document = 'text', query = {} }: Knock): string {
  const named = { proto: String(protocolVersion), schema: schemaHash, epoch: '1', ...query };
  return `/sync/${draft}/${document}?${new URLSearchParams(named)}`;
}

/** @returns a TCP connection to the server of an agent. */
export function lineTo(agent: Agent): Socket {
  const { port } = new URL(agent.url);
  const line = connect(Number(port), '127.0.0.1');
  line.on('error', () => undefined);
  return line;
}

/** @returns a TCP connection after the handshake of a WebSocket, for bytes that no library would write. */
export async function rawSocket(agent: Agent, knock: Knock): Promise<Socket> {
  const line = lineTo(agent);
  let head = '';
  const listen = (bytes: Buffer) => (head += bytes.toString('latin1'));
  line.on('data', listen);
  line.write(
    [
      `GET ${pathOf(knock)} HTTP/1.1`,
      `Host: ${new URL(agent.url).host}`,
      `Origin: ${agent.url}`,
      `Cookie: ${agent.cookie}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      ...Object.entries(knock.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '\r\n',
    ].join('\r\n'),
  );
  await until('the handshake is through', () => head.includes('101 Switching') || undefined);
  line.off('data', listen);
  return line;
}

/** @returns the code of the close frame that comes last on a line. */
export function goodbyeOn(line: Socket): Promise<number> {
  let tail = Buffer.alloc(0);
  line.on('data', (bytes: Buffer) => (tail = Buffer.concat([tail, bytes]).subarray(-200)));
  return until('the server says goodbye', () => {
    const at = tail.lastIndexOf(0x88);
    const isWhole = at >= 0 && tail[at + 1] === tail.length - at - 2;
    return isWhole ? tail.readUInt16BE(at + 2) : undefined;
  });
}

/** @returns a client's frame: masked, with a mask of zeros. */
export function maskedFrame(first: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 6 : 8);
  head[0] = first;
  head[1] = 0x80 | (length < 126 ? length : 126);
  if (length >= 126) head.writeUInt16BE(length, 2);
  return Buffer.concat([head, payload]);
}
