/** Coming in: by a link that works once, and that nobody uses up by looking at it. */
import { Appointed, Me, paths } from '@gloss/shared/wire/api';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { Agent } from '../stage/agent.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';

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
