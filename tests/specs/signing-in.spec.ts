/** Coming in: by a link that works once, and that nobody uses up by looking at it. */
import { Appointed, Me, paths } from '@gloss/shared/wire/api';
import { close } from '@gloss/shared/wire/close';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { Agent } from '../stage/agent.ts';
import { gloss } from '../stage/gloss.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { Intruder } from '../stage/intruder.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('[S1] a link signs in once; after that it says what to do', async () => {
  const token = await house.invite('Ada', 'reviewer');
  const ada = new Agent(house.url);
  expect((await ada.post(paths.enter, { token })).status).toBe(200);
  expect(Me.parse((await ada.get(paths.me)).body).name).toBe('Ada');
  const thief = new Agent(house.url);
  expect(await thief.post(paths.enter, { token })).toMatchObject({
    status: 401,
    body: { refusal: { code: 'link-spent', sentence: expect.stringContaining('fresh one') } },
  });
  expect((await thief.get(paths.me)).status).toBe(401);
});

test('[S1] looking at a link, as mail scanners do, does not use it up', async () => {
  const token = await house.invite('Ben', 'reviewer');
  const scanner = new Agent(house.url);
  for (const method of ['GET', 'HEAD'] as const) {
    await scanner.fetch(`/enter?token=${token}`, { method });
    await scanner.fetch(`${paths.enter}?token=${token}`, { method });
    await scanner.fetch(`/api/auth/magic-link/verify?token=${token}`, { method });
  }
  expect((await scanner.get(paths.me)).status).toBe(401);
  expect((await new Agent(house.url).post(paths.enter, { token })).status).toBe(200);
});

test('[S1] two people racing for one link: exactly one comes in', async () => {
  const token = await house.invite('Cem', 'reviewer');
  const racers = Array.from({ length: 6 }, () => new Agent(house.url).post(paths.enter, { token }));
  const statuses = (await Promise.all(racers)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
});

test('[S2] the session cookie is for this host and for the server alone', async () => {
  const token = await house.invite('Dot', 'reviewer');
  const response = await new Agent(house.url).fetch(paths.enter, {
    method: 'POST',
    body: JSON.stringify({ token }),
    headers: { 'content-type': 'application/json' },
  });
  const cookies = response.headers.getSetCookie();
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/;\s*HttpOnly/i);
    expect(cookie).toMatch(/;\s*SameSite=(Lax|Strict)/i);
    expect(cookie).not.toMatch(/;\s*Domain=/i);
  }
});

test('[S2] signing out ends the session, here and at once', async () => {
  const person = await house.enter('Eve', 'editor');
  const { cookie } = person.agent;
  expect((await person.agent.post(paths.leave, {})).status).toBe(200);
  expect((await person.agent.fetch(paths.me, { headers: { cookie } })).status).toBe(401);
});

test('[S3] whoever is appointed again, being known already, is given no way into that account', async () => {
  await house.enter('Fay', 'editor');
  const again = await house.lead.post(paths.participants(house.draft), {
    name: 'Fay',
    email: 'fay@example.org',
    organisation: '',
    role: 'reviewer',
  });
  expect(Appointed.parse(again.body).link).not.toContain('#');
});

test('[S3] of two links for one newcomer, the lead who has both can use one, and it is seen', async () => {
  const [first, second] = [
    await house.invite('Gus', 'editor'),
    await house.invite('Gus', 'editor'),
  ];
  const lead = new Agent(house.url);
  expect((await lead.post(paths.enter, { token: first })).status).toBe(401);
  expect((await lead.post(paths.enter, { token: second })).status).toBe(200);
  const gus = new Agent(house.url);
  for (const token of [first, second])
    expect((await gus.post(paths.enter, { token })).status).toBe(401);
});

test('[S4] who took a newcomer’s link is out, with every socket, once the newcomer came too late and then in', async () => {
  const token = await house.invite('Hal', 'editor');
  const thief = new Agent(house.url);
  expect((await thief.post(paths.enter, { token })).status).toBe(200);
  const socket = new Intruder(thief, { draft: house.draft });
  await socket.answered();
  expect((await new Agent(house.url).post(paths.enter, { token })).status).toBe(401);
  expect((await thief.get(paths.me)).status).toBe(200);
  const [hal, phone] = [await comesByTheOperator('Hal'), await comesByTheOperator('Hal')];
  expect(await socket.ends()).toBe(close.signIn);
  const statuses = [thief, hal, phone].map(async (each) => (await each.get(paths.me)).status);
  expect(await Promise.all(statuses)).toEqual([401, 200, 200]);
});

test('[S1] links that the operator printed twice hold, the first ones and the second', async () => {
  for (const which of ['first', 'second']) {
    const person = await house.enter(`Ida ${which}`, 'editor');
    const tokens = [await printedFor(person.name), await printedFor(person.name)];
    const token = which === 'first' ? tokens[0] : tokens[1];
    const again = new Agent(house.url);
    expect((await again.post(paths.enter, { token })).status).toBe(200);
    expect((await person.agent.get(paths.me)).status).toBe(200);
  }
});

/** @returns the token for somebody among the links that `gloss links` prints. */
async function printedFor(name: string): Promise<string> {
  const { stdout } = await gloss(['links'], { DATA_DIR: house.dataDir });
  return new RegExp(`${name}: \\S+#(\\S+)`).exec(stdout)?.[1] ?? '';
}

async function comesByTheOperator(name: string): Promise<Agent> {
  const agent = new Agent(house.url);
  const entered = await agent.post(paths.enter, { token: await printedFor(name) });
  expect(entered.status).toBe(200);
  return agent;
}
