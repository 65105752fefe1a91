/** Attackers at a draft of a real server, who come back whenever they are shut out, and honest people who go on typing. */
import { once } from 'node:events';

import type { DraftId } from '@gloss/shared/words/ids';
import type { Role } from '@gloss/shared/words/role';

import type { Agent } from '../../stage/agent.ts';
import type { Dice } from '../../stage/dice.ts';
import { Intruder, maskedFrame, rawSocket } from '../../stage/intruder.ts';
import type { Person } from '../../stage/person.ts';
import type { Crew } from '../crew.ts';
import { Arsenal } from './arsenal.ts';
import { noise } from './bytes.ts';
import { mutated } from './mutations.ts';

export interface Shooting {
  /** Frames fired, those beneath WebSocket included. */
  frames: number;
  /** Sockets that were closed for what they sent. */
  closed: number;
  /** Update messages that were acknowledged. */
  taken: number;
  /** Fired as bytes, past any WebSocket library. */
  raw: number;
  /** Edits of honest people meanwhile. */
  honest: number;
}

export interface Range {
  readonly draft: DraftId;
  readonly honest: readonly Person[];
  readonly frames: number;
  readonly chance: Dice;
}

const shooters: readonly Role[] = ['editor', 'editor', 'editor', 'lead', 'reviewer', 'reader'];

/** Resolves when all is fired and answered. */
export async function shoot(crew: Crew, range: Range): Promise<Shooting> {
  const sum: Shooting = { frames: 0, closed: 0, taken: 0, raw: 0, honest: 0 };
  const agents = await Promise.all(
    shooters.map(async (role, at) => {
      const person = await crew.joins(`mallory${at}`, role, range.draft);
      return person.agent;
    }),
  );
  await Promise.all(agents.map((agent) => shootAs(agent, range, sum)));
  return sum;
}

async function shootAs(agent: Agent, range: Range, sum: Shooting): Promise<void> {
  const { draft, honest, frames, chance } = range;
  const arsenal = new Arsenal(chance);
  let intruder: Intruder | undefined;
  while (sum.frames < frames) {
    const seen = chance.oneOf(honest);
    const { frame, isBinary } = arsenal.next(seen.text);
    sum.frames += 1;
    if (chance.upTo(11) === 0) {
      sum.raw += 1;
      await firesRaw(agent, draft, frame, chance);
      continue;
    }
    if (intruder?.isOpen !== true) {
      const document = chance.upTo(9) === 0 ? 'docket' : 'text';
      intruder = await new Intruder(agent, { draft, document }).knocked();
    }
    const before = intruder.acknowledged;
    intruder.socket.send(frame, { binary: isBinary });
    await isAnswered(intruder);
    sum.taken += intruder.acknowledged - before;
    if (intruder.endedWith !== undefined) sum.closed += 1;
    if (chance.upTo(5) === 0) {
      chance.oneOf(honest).types(`${sum.frames} `);
      sum.honest += 1;
    }
  }
  intruder?.leaves();
}

/** The server has dealt with all that was sent: it answers what is asked afterwards, or has closed. */
async function isAnswered({ socket, isOpen }: Intruder): Promise<void> {
  if (!isOpen) return;
  const over = new AbortController();
  socket.ping();
  await Promise.race(
    ['pong', 'close'].map((what) => once(socket, what, { signal: over.signal }).catch(() => [])),
  );
  over.abort();
}

/** Bytes on an open WebSocket that no library would write: wrong lengths, masks and kinds, cut off anywhere. */
async function firesRaw(
  agent: Agent,
  draft: DraftId,
  payload: Uint8Array,
  chance: Dice,
): Promise<void> {
  const line = await rawSocket(agent, { draft });
  const good = maskedFrame(
    chance.oneOf([0x82, 0x02, 0x80, 0x81, 0x88, 0x89]),
    payload.subarray(0, 60_000),
  );
  const bytes = chance.upTo(1) ? mutated(good, [noise(chance, 60)], chance) : noise(chance, 200);
  line.write(bytes);
  if (chance.upTo(1)) line.end();
  else line.destroy();
  if (!line.destroyed) {
    line.resume();
    await Promise.race([once(line, 'close'), new Promise((resolve) => setTimeout(resolve, 50))]);
  }
  line.destroy();
}
