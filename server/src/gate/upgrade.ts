/**
 * The door for sockets: who knocks, from which page, for which draft, speaking which version. Browsers cannot see why a
 * handshake failed, so every no but a foreign Origin lets the socket open and closes it with a code of wire/close.ts.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

import { may } from '@gloss/shared/rules/may';
import { close } from '@gloss/shared/wire/close';
import { pingEveryMs, readerFrameBytes, writerFrameBytes } from '@gloss/shared/wire/limits';
import type { DraftId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';

import type { People } from '../people/people.ts';
import type { Log, Rooms } from '../room/rooms.ts';
import type { OriginRule } from './origin.ts';
import { Outgoing } from './outgoing.ts';
import type { SyncRoom } from './session.ts';
import { Session } from './session.ts';
import type { SyncAddress } from './sync-address.ts';
import { isOutdated, namesAll, readSyncAddress } from './sync-address.ts';

export interface SocketWorld {
  readonly rooms: Pick<Rooms, 'text' | 'docket' | 'giveUp'>;
  readonly people: Pick<People, 'whoIs' | 'participant' | 'onChange'>;
  readonly originAllowed: OriginRule;
  /** @returns the epoch of a draft, or null where there is none. */
  epochOf(draft: DraftId): Promise<number | null>;
  readonly log: Log;
}

/** An open socket and what is needed to ask anew whether it may be. */
interface Seat {
  readonly session: Session;
  readonly draft: DraftId;
  readonly headers: Headers;
}

/** How often sockets are looked at for readers that have stopped. */
const watchEveryMs = 2000;
/** How long sockets get to say goodbye when the house closes. */
const goodbyeMs = 1000;

export function acceptSockets(server: Server, world: SocketWorld): { close(): Promise<void> } {
  const doors = { writer: doorFor(writerFrameBytes), reader: doorFor(readerFrameBytes) };
  const seats = new Set<Seat>();
  const lines = new Set<WebSocket>();
  let changes = 0;

  async function knock(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const address = readSyncAddress(request.url ?? '');
    if (address === null) return turnAway(socket, '404 Not Found');
    const { origin, host } = request.headers;
    if (!world.originAllowed(origin, host)) return turnAway(socket, '403 Forbidden');
    const headers = new Headers({ cookie: request.headers.cookie ?? '' });
    const changesBefore = changes;
    const entry = await entryFor(address, headers);
    const isWriter = entry.is === 'let-in' && entry.isWritersLine;
    const door =
      isWriter && may(entry.participant.role, 'write-text') ? doors.writer : doors.reader;
    door.handleUpgrade(request, socket, head, (line) => {
      lines.add(line);
      line.on('close', () => lines.delete(line));
      // Told by ws before it closes with 1009 or 1002 by itself; without a listener the process would end.
      line.on('error', () => undefined);
      if (entry.is === 'shut') line.close(close[entry.why], entry.why);
      else {
        const taken = seat(line, socket, { ...entry, draft: address.draft, headers });
        // Somebody's role changed while this one was on the threshold: it may have been this person's.
        if (changes !== changesBefore) void judgeAnew(taken);
      }
    });
  }

  /** Says who may come in, and opens the room before the handshake: nobody is answered from a half-loaded draft. */
  async function entryFor(address: SyncAddress, headers: Headers): Promise<Entry> {
    try {
      const me = await world.people.whoIs(headers.get('cookie') ?? undefined);
      if (me === null) return { is: 'shut', why: 'signIn' };
      const epoch = await world.epochOf(address.draft);
      const participant = await world.people.participant(address.draft, me.account);
      if (epoch === null || participant === null) return { is: 'shut', why: 'noSuchDraft' };
      if (isOutdated(address, epoch)) return { is: 'shut', why: 'outdated' };
      const room = await roomOf(address);
      if (room === null) return { is: 'shut', why: 'unreadable' };
      const isWritersLine = address.document === 'text' && namesAll(address);
      return { is: 'let-in', room, participant, isWritersLine };
    } catch (error) {
      world.log.error({ error, draft: address.draft }, 'A socket could not be let in.');
      return { is: 'shut', why: 'restarting' };
    }
  }

  /** @returns null where what is stored cannot be read: an error to be shown, never an empty draft. */
  async function roomOf({ document, draft }: SyncAddress): Promise<SyncRoom | null> {
    try {
      return await world.rooms[document](draft);
    } catch (error) {
      world.log.error({ error, draft }, 'A draft could not be read.');
      return null;
    }
  }

  function seat(
    line: WebSocket,
    socket: Duplex,
    entry: LetIn & Pick<Seat, 'draft' | 'headers'>,
  ): Seat {
    const { room, draft, headers } = entry;
    const outgoing = new Outgoing(socket, () => performance.now());
    const session = new Session(room, line, outgoing, entry);
    const taken = { session, draft, headers };
    seats.add(taken);
    line.on('message', (data: Buffer, isBinary) => {
      try {
        session.take(data, isBinary);
      } catch (error) {
        // A bug of ours, met by this frame. It costs whoever sent it the frame, the others in the draft a new connection, and
        // the other drafts nothing.
        world.log.error({ error, draft }, 'A frame could not be taken; its draft is opened anew.');
        session.end('badUpdate');
        world.rooms.giveUp(draft);
      }
    });
    line.on('pong', () => session.stirred());
    // A pong of ws' own could come between the parts of a large frame of ours.
    line.on('ping', (payload: Buffer) => session.asked(payload));
    line.on('close', () => {
      seats.delete(taken);
      session.gone();
    });
    return taken;
  }

  /** Whoever may no longer be here leaves at once, whatever made it so. */
  async function judgeAnew({ session, draft, headers }: Seat): Promise<void> {
    try {
      const me = await world.people.whoIs(headers.get('cookie') ?? undefined);
      if (me === null) return session.end('signIn');
      const participant = await world.people.participant(draft, me.account);
      if (participant === null) return session.end('notAllowed');
      session.becomes(participant);
    } catch (error) {
      world.log.error({ error, draft }, 'A socket could not be judged anew.');
    }
  }

  const stopListening = world.people.onChange((change) => {
    changes += 1;
    for (const each of seats) {
      const isMeant = each.session.participant.account === change.account;
      if (isMeant && (change.draft ?? each.draft) === each.draft) void judgeAnew(each);
    }
  });
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    void knock(request, socket, head);
  server.on('upgrade', onUpgrade);
  const timers = [
    setInterval(() => seats.forEach(({ session }) => session.watch()), watchEveryMs),
    setInterval(() => {
      for (const each of seats) {
        each.session.ask();
        // A session may also end by itself, in its time.
        void judgeAnew(each);
      }
    }, pingEveryMs),
  ];
  for (const timer of timers) timer.unref();

  return {
    close: async () => {
      server.off('upgrade', onUpgrade);
      stopListening();
      timers.forEach(clearInterval);
      for (const { session } of seats) session.end('restarting');
      await Promise.race([allClosed(lines), after(goodbyeMs)]);
      for (const line of lines) line.terminate();
    },
  };
}

interface LetIn {
  readonly room: SyncRoom;
  readonly participant: Participant;
  readonly isWritersLine: boolean;
}

type Entry =
  | ({ readonly is: 'let-in' } & LetIn)
  | { readonly is: 'shut'; readonly why: keyof typeof close };

function doorFor(maxPayload: number): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    autoPong: false,
    maxPayload,
    clientTracking: false,
  });
}

function turnAway(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function allClosed(lines: ReadonlySet<WebSocket>): Promise<unknown> {
  return Promise.all(
    [...lines].map((line) => new Promise((resolve) => line.once('close', resolve))),
  );
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
