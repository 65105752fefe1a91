/**
 * The door for sockets: who knocks, from which page, for which draft, speaking which version. Browsers cannot see why a
 * handshake failed, so every no that people should hear of lets the socket open and closes it with a code of
 * wire/close.ts. Only a foreign page, and whoever comes when there is no room, is refused before.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

import { may } from '@gloss/shared/rules/may';
import { close } from '@gloss/shared/wire/close';
import {
  askWithinMs,
  closeWithinMs,
  pingEveryMs,
  readerFrameBytes,
  writerFrameBytes,
} from '@gloss/shared/wire/limits';
import type { DraftId } from '@gloss/shared/words/ids';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';

import type { People } from '../people/people.ts';
import type { Rooms } from '../room/rooms.ts';
import type { AddressRule } from './address.ts';
import { entryFor, staying } from './entry.ts';
import type { EntryWorld, LetIn, Shut } from './entry.ts';
import { Flow } from './flow.ts';
import { Lag } from './lag.ts';
import type { Limits } from './limits.ts';
import type { OriginRule } from './origin.ts';
import { Outgoing } from './outgoing.ts';
import type { Account } from './places.ts';
import { Places } from './places.ts';
import { Rounds } from './rounds.ts';
import type { SyncRooms } from './session.ts';
import { Session } from './session.ts';
import { readSyncAddress } from './sync-address.ts';

export interface SocketWorld extends EntryWorld {
  readonly rooms: SyncRooms & Pick<Rooms, 'giveUp'>;
  readonly people: Pick<People, 'whoIs' | 'participant' | 'onChange'>;
  readonly originAllowed: OriginRule;
  /** For counts and rates only. */
  readonly addressOf: AddressRule;
  readonly limits: Limits;
  /** Told the code with which each socket ended, whoever closed it. */
  readonly onClose: (code: number) => void;
  /** Told the status of an upgrade that was answered with no socket. */
  readonly onTurnedAway: (status: string) => void;
}

/** An open socket and what is needed to ask anew whether it may be. */
interface Seat {
  readonly session: Session;
  readonly draft: DraftId;
  readonly cookie: string | undefined;
  readonly since: number;
}

export interface Sockets {
  /** How many are open. */
  readonly open: number;
  /** Tells everyone to come back, and cuts off who has not closed a second later. */
  close(): Promise<void>;
}

/** What somebody without a place may say before we have said why. */
const strangerFrameBytes = 1024;
const strangerCloseMs = 2000;
const mostFragments = 1024;
/** Browsers come back by themselves; this is for scripts. */
const comeBackSeconds = 10;
/** How often sockets are looked at for readers that have stopped. */
const watchEveryMs = 2000;
/** How long sockets get to say goodbye when the house closes. */
const goodbyeMs = 1000;

const now = () => performance.now();

export function acceptSockets(server: Server, world: SocketWorld): Sockets {
  const { limits } = world;
  const doors = {
    writer: doorFor(writerFrameBytes),
    reader: doorFor(readerFrameBytes),
    stranger: doorFor(strangerFrameBytes, strangerCloseMs),
  };
  const places = new Places(limits, now);
  const lag = new Lag(limits.lagMs, now);
  const seats = new Set<Seat>();
  const lines = new Set<WebSocket>();
  let changes = 0;

  function turn(socket: Duplex, status: string, comeBack?: number): void {
    world.onTurnedAway(status.slice(0, 3));
    turnAway(socket, status, comeBack);
  }

  async function knock(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const address = readSyncAddress(request.url ?? '');
    if (address === null) return turn(socket, '404 Not Found');
    const { origin, host } = request.headers;
    if (!world.originAllowed(origin, host)) return turn(socket, '403 Forbidden');
    const giveBack = lag.isTooMuch ? null : places.take(world.addressOf(request));
    if (giveBack === null) return turn(socket, '503 Service Unavailable', comeBackSeconds);
    socket.once('close', giveBack);
    const { cookie } = request.headers;
    const changesBefore = changes;
    const entry = await entryFor(world, address, cookie);
    doorOf(entry).handleUpgrade(request, socket, head, (line) => {
      lines.add(line);
      line.on('close', (code) => {
        lines.delete(line);
        world.onClose(code);
      });
      // Told by ws before it closes with 1009 or 1002 by itself; without a listener the process would end.
      line.on('error', () => undefined);
      if (entry.is === 'shut') return line.close(close[entry.why], entry.why);
      const account = places.seat(entry.participant.account);
      if (account === null) return line.close(close.tooManySockets, 'tooManySockets');
      const taken = seat(line, socket, { ...entry, account, draft: address.draft, cookie });
      // Somebody's role changed while this one was on the threshold: it may have been this person's.
      if (changes !== changesBefore) void judgeAtOnce(taken);
    });
  }

  function doorOf(entry: LetIn | Shut): WebSocketServer {
    if (entry.is === 'shut') return doors.stranger;
    const mayWrite = entry.isWritersLine && may(entry.participant.role, 'write-text');
    return mayWrite ? doors.writer : doors.reader;
  }

  function seat(
    line: WebSocket,
    socket: Duplex,
    entry: LetIn & Pick<Seat, 'draft' | 'cookie'> & { readonly account: Account },
  ): Seat {
    const { room, draft, cookie, participant, account } = entry;
    const ways = {
      outbound: new Outgoing(socket, now),
      inflow: new Flow(line, account.spent, limits, now),
      onFault: (error: unknown) => stumbled(taken, error),
    };
    const session = new Session(room, line, ways, entry);
    const taken: Seat = { session, draft, cookie, since: now() };
    seats.add(taken);
    const leaveRound = rounds.add(taken);
    line.on('message', (data: Buffer, isBinary) =>
      takingFor(taken, () => session.take(data, isBinary)),
    );
    line.on('pong', () => session.stirred());
    // A pong of ws' own could come between the parts of a large frame of ours.
    line.on('ping', (payload: Buffer) => session.asked(payload));
    line.on('close', () => {
      seats.delete(taken);
      leaveRound();
      places.leave(participant.account);
      session.gone();
    });
    return taken;
  }

  /** Whoever may no longer be here leaves, whatever made it so. */
  async function judgeAnew({ session, draft, cookie }: Seat): Promise<void> {
    const ruling = await staying(world, draft, cookie);
    if ('is' in ruling) session.end(ruling.why);
    else session.becomes(ruling);
  }

  /** Something changed: nothing that arrives from now on is taken before it is known whether it may be. */
  async function judgeAtOnce(taken: Seat): Promise<void> {
    taken.session.hold();
    await judgeAnew(taken);
    takingFor(taken, () => taken.session.goOn());
  }

  /**
   * Where a frame meets a bug of ours, it costs whoever sent it the frame, the others in the draft a new connection, and the
   * other drafts nothing.
   */
  function takingFor(seat: Seat, take: () => void): void {
    try {
      take();
    } catch (error) {
      stumbled(seat, error);
    }
  }

  function stumbled({ session, draft }: Seat, error: unknown): void {
    world.log.error(
      { event: 'draft-given-up', error, draft },
      'A frame could not be taken; its draft is opened anew.',
    );
    session.end('badUpdate');
    world.rooms.giveUp(draft);
  }

  const rounds = new Rounds<Seat>(pingEveryMs, (each) => {
    each.session.ask();
    // A session may also end by itself, in its time.
    void judgeAnew(each);
  });
  const stopListening = world.people.onChange((change) => {
    changes += 1;
    for (const each of seats) {
      const isMeant = each.session.participant.account === change.account;
      if (isMeant && (change.draft ?? each.draft) === each.draft) void judgeAtOnce(each);
    }
  });
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    void knock(request, socket, head);
  server.on('upgrade', onUpgrade);
  const watching = setInterval(() => {
    const asksBy = now() - askWithinMs;
    for (const { session, since } of seats) {
      session.watch();
      if (since < asksBy && !session.hasAsked) session.end('idle');
    }
    places.sweep(now());
  }, watchEveryMs);
  watching.unref();

  return {
    get open() {
      return lines.size;
    },
    close: async () => {
      server.off('upgrade', onUpgrade);
      stopListening();
      clearInterval(watching);
      rounds.end();
      lag.end();
      for (const { session } of seats) session.end('restarting');
      await Promise.race([allClosed(lines), after(goodbyeMs)]);
      for (const line of lines) line.terminate();
    },
  };
}

function doorFor(maxPayload: number, closeTimeout = closeWithinMs): WebSocketServer {
  // Not in the types of ws yet: `closeTimeout`.
  const options = {
    noServer: true,
    perMessageDeflate: false,
    autoPong: false,
    maxPayload,
    maxFragments: mostFragments,
    closeTimeout,
    clientTracking: false,
  };
  return new WebSocketServer(options);
}

/** @param comeBack in how many seconds there may be room. */
function turnAway(socket: Duplex, status: string, comeBack?: number): void {
  const hint = comeBack === undefined ? '' : `Retry-After: ${comeBack}\r\n`;
  socket.end(`HTTP/1.1 ${status}\r\n${hint}Connection: close\r\nContent-Length: 0\r\n\r\n`);
  // Whoever does not read even this is not waited for.
  setTimeout(() => socket.destroy(), strangerCloseMs).unref();
}

function allClosed(lines: ReadonlySet<WebSocket>): Promise<unknown> {
  return Promise.all(
    [...lines].map((line) => new Promise((resolve) => line.once('close', resolve))),
  );
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
