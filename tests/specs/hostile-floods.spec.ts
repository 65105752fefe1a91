/**
 * Too much of everything: frames, pings, sockets, questions, drips and readers that stop reading. Two others type on
 * meanwhile. Each limit is shown by a house that has it, and by one that has not.
 */
import { bodyOf } from '@gloss/shared/text/body';
import { paths } from '@gloss/shared/wire/api';
import { close } from '@gloss/shared/wire/close';
import { message, writeStep1, writeUpdate } from '@gloss/shared/wire/frames';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import type { Agent } from '../stage/agent.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { goodbyeOn, Intruder, lineTo, maskedFrame, rawSocket } from '../stage/intruder.ts';
import type { Person } from '../stage/person.ts';
import { report, triesOf } from '../stage/proof.ts';
import { until } from '../stage/until.ts';
import { unnoticedBy } from '../stage/witnesses.ts';

/** So small that a test can be a flood, and no flood harms those who test beside it. */
const limits = {
  LIMIT_SOCKETS_PER_ACCOUNT: '12',
  LIMIT_SOCKETS_PER_ADDRESS: '30',
  LIMIT_UPGRADES_PER_SECOND: '2',
  LIMIT_UPDATES_PER_SECOND: '25',
  LIMIT_REQUESTS_PER_SECOND: '4',
  LIMIT_LAG_MS: '0',
  TRUST_PROXY: 'on',
};

let house: House;
let ada: Person;
let ben: Person;
let mallory: Person;

beforeAll(async () => {
  house = await openHouse({ env: limits });
  ada = await house.enter('Ada', 'editor');
  ben = await house.enter('Ben', 'editor');
  mallory = await house.enter('Mallory', 'editor');
});

afterAll(() => house.close());

const attack = <Outcome>(run: () => Promise<Outcome>) => unnoticedBy([ada, ben], run);

/** A socket of Mallory's, from an address of its own unless one is given. */
function knock(address = freshAddress(), agent: Agent = mallory.agent, draft = house.draft) {
  return new Intruder(agent, { draft, headers: { 'x-forwarded-for': address } });
}

/** A bare line, from an address of its own: those that were cut off still count for theirs while their goodbye is waited for. */
function raw(agent: Agent, draft = house.draft) {
  return rawSocket(agent, { draft, headers: { 'x-forwarded-for': freshAddress() } });
}

const page = 'm'.repeat(800);

let newcomers = 0;
/** Somebody who has sent nothing yet. */
function newcomer(): Promise<Person> {
  newcomers += 1;
  return house.enter(`Newcomer ${newcomers}`, 'editor');
}

let addresses = 0;
function freshAddress(): string {
  addresses += 1;
  return `198.18.${Math.floor(addresses / 250)}.${1 + (addresses % 250)}`;
}

/** Updates of a page each, as somebody would send them who pastes without end: a few dozen are read at a time. */
function pages(count: number, from: Y.Doc): Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
  const updates: Uint8Array[] = [];
  const block = new Y.XmlElement('paragraph');
  const run = new Y.XmlText();
  doc.on('update', (update: Uint8Array) => updates.push(writeUpdate(update)));
  doc.transact(() => {
    bodyOf(doc).push([block]);
    block.insert(0, [run]);
  });
  while (updates.length < count) run.insert(run.length, page);
  return updates;
}

describe('frames', () => {
  test('[N2] who types too fast is read more slowly, and loses nothing', async () => {
    const updates = pages(300, ada.text);
    await attack(async () => {
      const fast = await knock().knocked();
      for (const update of updates) fast.socket.send(update);
      await until('the first are taken', () => fast.acknowledged > 0);
      expect(fast.acknowledged).toBeLessThan(updates.length);
      await until('all are taken', () => fast.acknowledged === updates.length);
      expect(fast.isOpen).toBe(true);
      fast.leaves();
    });
    // Ada and Ben go on typing between the pages.
    const letters = () => ada.reads().split('m').length - 1;
    await until('every page is there', () => letters() === 299 * page.length);
  });

  test.each<[string, number, Uint8Array]>([
    ['updates that hold nothing', 0x82, writeUpdate(Uint8Array.of(0, 0))],
    ['presence', 0x82, Uint8Array.of(message.awareness, 1, 0)],
    ['pings', 0x89, new Uint8Array(0)],
  ])('[N2] a flood of %s is the end', async (_name, kind, payload) => {
    const { agent } = await newcomer();
    const flood = Buffer.alloc(100_000 * 6, maskedFrame(kind, payload));
    await attack(async () => {
      const line = await raw(agent);
      const goodbye = goodbyeOn(line);
      line.write(
        flood.subarray(0, flood.length - (flood.length % maskedFrame(kind, payload).length)),
      );
      expect(await goodbye).toBe(close.tooFast);
      line.destroy();
    });
  });
});

describe('sockets', () => {
  test('[N2] an account has so many, and its next one is told so', async () => {
    const { agent } = await newcomer();
    const one = () => knock(freshAddress(), agent);
    await attack(async () => {
      // A newcomer's own window has two.
      const many = await Promise.all(Array.from({ length: 10 }, () => one().knocked()));
      expect(await one().ends()).toBe(close.tooManySockets);
      expect(many.filter(({ isOpen }) => isOpen)).toHaveLength(10);
      for (const each of many) each.leaves();
      await until('there is room again', async () => {
        const next = one();
        const outcome = await Promise.race([next.ends(), next.answered()]);
        next.leaves();
        return outcome === 'answered';
      });
    });
  });

  test('[N2] an address knocks so often, and its next one is turned away; another address is not', async () => {
    const [address, other] = [freshAddress(), freshAddress()];
    const stranger = house.stranger();
    await attack(async () => {
      const codes = await Promise.all(
        Array.from({ length: 120 }, () => knock(address, stranger).ends()),
      );
      // All are nobody's; the first eighty are told, the others do not get that far.
      expect(new Set(codes)).toEqual(new Set([close.signIn, 503]));
      // Some permits may have come back meanwhile, on a slow machine: never as many as these.
      const more = Array.from({ length: 40 }, () => knock(address, stranger).ends());
      expect(await Promise.all(more)).toContain(503);
      const neighbour = knock(other, (await newcomer()).agent);
      expect(await neighbour.answered()).toBe('answered');
      neighbour.leaves();
    });
  });

  test('[N2] what somebody writes into X-Forwarded-For before our proxy does not count', async () => {
    const address = freshAddress();
    const spoofed = () => knock(`${freshAddress()}, ${address}`, house.stranger()).ends();
    const codes = await Promise.all(Array.from({ length: 120 }, spoofed));
    expect(codes).toContain(503);
  });
});

describe('requests', () => {
  test('[N2] an account that asks too often is asked to wait; others are not', async () => {
    const asks = Array.from({ length: 200 }, () => mallory.agent.fetch(paths.drafts));
    const answers = await attack(() => Promise.all(asks));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
    const refused = answers.filter(({ status }) => status === 429);
    expect(new Set(refused.map(({ headers }) => headers.get('retry-after')))).toEqual(
      new Set(['10']),
    );
    expect((await ben.agent.get(paths.me)).status).toBe(200);
  });

  test('[N2] an address that asks too often is asked to wait, whoever asks; another is not', async () => {
    const address = freshAddress();
    const line = lineTo(mallory.agent);
    let answers = '';
    line.on('data', (bytes: Buffer) => (answers += bytes.toString()));
    const asks = `GET ${paths.me} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: ${address}\r\n\r\n`;
    const heard = () => Array.from(answers.matchAll(/HTTP\/1\.1 (\d+)/g), ([, status]) => status);
    await attack(async () => {
      for (let asked = 500; !heard().includes('429') && asked <= 10_000; asked += 500) {
        line.write(asks.repeat(500));
        await until('so many are answered', () => heard().length === asked);
      }
    });
    line.destroy();
    expect(new Set(heard())).toEqual(new Set(['401', '429']));
    const from = (each: string) =>
      house.stranger().fetch(paths.me, { headers: { 'x-forwarded-for': each } });
    expect((await from(freshAddress())).status).toBe(401);
  });

  test('[N2] an address that tries link after link is asked to wait; another is not', async () => {
    const tries = (address: string) =>
      house.stranger().post(paths.enter, { token: 'not-a-link' }, { 'x-forwarded-for': address });
    const address = freshAddress();
    const answers = await attack(() =>
      Promise.all(Array.from({ length: 150 }, () => tries(address))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]));
    expect((await tries(freshAddress())).status).toBe(401);
  });

  test('[N2] a request with more than a hundred headers is refused', async () => {
    const asks = async (before: number) => {
      const line = lineTo(ben.agent);
      let answer = '';
      line.on('data', (bytes: Buffer) => (answer += bytes.toString()));
      line.write(
        `GET ${paths.me} HTTP/1.1\r\nHost: localhost\r\n${'X-More: 1\r\n'.repeat(before)}` +
          `Cookie: ${ben.agent.cookie}\r\n\r\n`,
      );
      const status = await until('it is answered', () => /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
      line.destroy();
      return status;
    };
    expect([await asks(50), await asks(150)]).toEqual(['200', '431']);
  });

  test('[N2] no body of a stranger is waited for', async () => {
    const stranger = house.stranger();
    const line = lineTo(stranger);
    let answer = '';
    line.on('data', (bytes: Buffer) => (answer += bytes.toString()));
    const { host } = new URL(stranger.url);
    line.write(
      `POST ${paths.drafts} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${stranger.url}\r\n` +
        'Content-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    await until('it is refused before anything of it has come', () => answer.includes('401'));
    line.destroy();
  });
});

describe.concurrent('what takes its time', () => {
  test('[N2] an account is read as slowly on many sockets as on two', async () => {
    const [{ agent }, other] = await Promise.all([newcomer(), newcomer()]);
    const nothing = writeUpdate(Uint8Array.of(0, 0));
    await attack(async () => {
      const many = await Promise.all(
        Array.from({ length: 4 }, () => knock(freshAddress(), agent).knocked()),
      );
      const calm = await knock(freshAddress(), other.agent).knocked();
      const taken = () => many.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
      // Each alone is within its burst; together they are not.
      for (const one of many) for (let each = 0; each < 190; each++) one.socket.send(nothing);
      await until('what came at once is taken', () => taken() === 760);
      // So many that they last for a second or two, however slow the machine is just now.
      for (const one of many) for (let each = 0; each < 15; each++) one.socket.send(nothing);
      calm.socket.send(nothing);
      await until('somebody else is taken first', () => calm.acknowledged === 1);
      expect(taken()).toBeLessThan(820);
      await until('in the end all of it is', () => taken() === 820);
      for (const one of [...many, calm]) one.leaves();
    });
  });

  test('[N2] readers that stop reading are cut off, and what was kept for them is given back', async () => {
    const rounds = triesOf('STOPPED_READERS', { short: 2, full: 10 });
    const draft = await house.newDraft('A long one');
    const writer = await house.enter('Writer', 'editor', draft);
    for (let part = 0; part < 10; part++) writer.writes(`${part} `.repeat(25_000));
    await writer.untilSaved();
    const stops = async () => {
      const line = await raw(writer.agent, draft);
      line.pause();
      for (let asked = 0; asked < 40; asked++) {
        const question = writeStep1(Uint8Array.of(0));
        line.write(maskedFrame(0x82, question));
      }
      return line;
    };
    const levels: number[] = [];
    await attack(async () => {
      for (let round = 0; round < rounds; round++) {
        const stopped = await Promise.all(Array.from({ length: 3 }, stops));
        // The server has given them up when they can write no more: their line is reset under them.
        for (const line of stopped) {
          const nudge = setInterval(() => line.write(maskedFrame(0x8a, new Uint8Array(0))), 200);
          line.once('close', () => clearInterval(nudge));
        }
        await until('all are cut off', () => stopped.every(({ destroyed }) => destroyed), 60_000);
        levels.push(house.residentMb);
      }
    });
    const [first = NaN] = levels;
    // Each round hands out more than this. What is garbage by now is collected when there is time.
    const isBack = () => Number.isNaN(first) || house.residentMb < first + 60;
    await until('its memory is back', isBack, 60_000);
    const last = house.residentMb;
    report({
      name: 'Readers that stop',
      figures: { rounds, 'MB first': first.toFixed(0), 'MB last': last.toFixed(0) },
    });
    writer.leaves();
  });

  test('[N2] without a trusted proxy the header does not count at all; without limits nobody is turned away', async () => {
    const [strict, open] = await Promise.all([
      openHouse({ env: { ...limits, TRUST_PROXY: 'off' } }),
      openHouse({
        env: {
          ...limits,
          LIMIT_UPGRADES_PER_SECOND: '0',
          LIMIT_SOCKETS_PER_ADDRESS: '0',
          TRUST_PROXY: 'off',
        },
      }),
    ]);
    try {
      for (const [one, expected] of [
        [strict, [close.signIn, 503]],
        [open, [close.signIn]],
      ] as const) {
        const spoofed = () => knock(freshAddress(), one.stranger(), one.draft).ends();
        const codes = await Promise.all(Array.from({ length: 120 }, spoofed));
        expect(new Set(codes)).toEqual(new Set(expected));
      }
    } finally {
      await Promise.all([strict.close(), open.close()]);
    }
  });

  test('[N2] three hundred lines that say nothing, or drip, are cut off before they have said it', async () => {
    const silent = Array.from({ length: 250 }, () => lineTo(mallory.agent));
    const dripping = Array.from({ length: 50 }, () => lineTo(mallory.agent));
    const drip = setInterval(() => {
      for (const line of dripping) if (!line.destroyed) line.write('X-Drip: 1\r\n');
    }, 1000);
    for (const line of dripping) line.write('GET /api/me HTTP/1.1\r\nHost: localhost\r\n');
    for (const line of [...silent, ...dripping]) line.resume();
    try {
      await attack(() =>
        until(
          'all are cut off',
          () => [...silent, ...dripping].every(({ destroyed }) => destroyed),
          30_000,
        ),
      );
    } finally {
      clearInterval(drip);
    }
  });

  test('[N2] a socket that never asks for the document is closed', async () => {
    const { agent } = await newcomer();
    expect(await knock(freshAddress(), agent).ends()).toBe(close.idle);
  });
});
