/** A socket of somebody without a place is open for as long as it takes to say why: it may say little and has little time. */
import type { Socket } from 'node:net';

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import type { Agent } from '../stage/agent.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { maskedFrame, rawSocket } from '../stage/intruder.ts';
import { until } from '../stage/until.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

let lines: Socket[] = [];
/** Which lines the server has cut, in that order. */
let cut: string[] = [];
afterEach(() => {
  for (const line of lines) line.destroy();
  lines = [];
  cut = [];
});

/** A line on which nobody answers a goodbye, as ours do not. */
async function silent(name: string, agent: Agent): Promise<Socket> {
  const line = await rawSocket(agent, { draft: house.draft });
  lines.push(line);
  line.once('close', () => cut.push(name)).resume();
  return line;
}

test('[N2] a stranger may say 1 KB, and what is longer ends the line before it has come', async () => {
  // Which would be cut first, if the others were not cut for what they say.
  await silent('says nothing', house.stranger());
  const short = await silent('says 1 KB', house.stranger());
  short.write(maskedFrame(0x82, new Uint8Array(1024)));
  const long = await silent('says more', house.stranger());
  // The head of it alone: nothing of what it announces is waited for.
  long.write(maskedFrame(0x82, new Uint8Array(1025)).subarray(0, 8));
  await until('all are cut', () => cut.length === 3);
  // The others after their time, which is the same.
  expect(cut[0]).toBe('says more');
});

test('[N2] a stranger who answers no goodbye is waited for less than whoever has a place', async () => {
  const { agent } = await house.enter('Ada', 'editor');
  const known = await silent('Ada', agent);
  let said = Buffer.alloc(0);
  known.on('data', (bytes: Buffer) => (said = Buffer.concat([said, bytes])));
  // Nothing that this protocol knows.
  known.write(maskedFrame(0x81, Buffer.from('words')));
  await until('Ada is told to go', () => said.includes(Buffer.of(0x88)));
  await silent('stranger', house.stranger());
  await until('both are cut', () => cut.length === 2);
  expect(cut).toEqual(['stranger', 'Ada']);
});
