/** A schedule of work over a bad network: who types, cuts and reloads, and what becomes of the lines meanwhile. */
import type { Dice } from '../../stage/dice.ts';
import { dice } from '../../stage/dice.ts';
import type { House } from '../../stage/house.ts';
import type { Person } from '../../stage/person.ts';
import type { Proxy, Weather } from '../../stage/proxy.ts';
import { fair, openProxy } from '../../stage/proxy.ts';
import { until } from '../../stage/until.ts';
import type { Crew } from '../crew.ts';
import { contentLine } from '../frames/gate.ts';
import { Disk } from './disk.ts';
import { Writer } from './writer.ts';

export interface Outcome {
  readonly seed: number;
  /** What was not as it must be; nothing, where all was. */
  readonly wrong: readonly string[];
  /** Words put to the proof, and how often "saved" was held against the disk. */
  readonly words: number;
  readonly looks: number;
  readonly connections: number;
  readonly happened: readonly string[];
}

export interface ScheduleOptions {
  readonly seed: number;
  /** Schedules that run at the same time have different ones, and so different people. */
  readonly place: number;
  readonly isLiar?: boolean;
}

const steps = 24;

const weathers: readonly (readonly [string, Partial<Weather>])[] = [
  ['far away', { latencyMs: 60 }],
  ['in small pieces', { pieceBytes: 7 }],
  ['a trickle', { bytesPerSecond: 8 * 1024, pieceBytes: 200 }],
  ['nothing gets up', { stuck: 'up' }],
  ['nothing comes down', { stuck: 'down' }],
  ['a black hole', { stuck: 'both' }],
  ['nobody gets in', { isShut: true }],
  ['far away, in pieces', { latencyMs: 20, pieceBytes: 3 }],
  ['fair', {}],
];

/** Runs one schedule on a draft of its own. */
export async function run(
  house: House,
  crew: Crew,
  { seed, place, isLiar = false }: ScheduleOptions,
): Promise<Outcome> {
  const chance = dice(seed);
  const draft = await house.newDraft(`Network ${seed}`);
  const disk = new Disk(house.dataDir);
  const stock = await crew.opens(`sam${place}`, 'editor', draft);
  const proxies: Proxy[] = [];
  const writers: Writer[] = [];
  for (const name of ['ada', 'ben']) {
    const person = await crew.joins(`${name}${place}`, 'editor', draft);
    const proxy = await openProxy(Number(new URL(house.url).port), chance);
    proxies.push(proxy);
    writers.push(await new Writer({ person, proxy, disk, chance, isLiar }).arrives());
  }
  await until('both writers are saved', () => writers.every(({ isSaved }) => isSaved));
  const happened: string[] = [];
  for (let step = 0; step < steps; step += 1)
    happened.push(await happens({ writers, proxies, stock, chance }));
  const wrong = await heals({ writers, proxies, stock, disk });
  const looks = writers.reduce((sum, writer) => sum + writer.looks, 0);
  const words = writers.reduce((sum, { words: { put, cut } }) => sum + put.size + cut.size, 0);
  const connections = proxies.reduce((sum, proxy) => sum + proxy.connections, 0);
  for (const writer of writers) await writer.leaves();
  for (const proxy of proxies) await proxy.close();
  stock.leaves();
  disk.close();
  return { seed, wrong, words, looks, connections, happened };
}

interface Scene {
  readonly writers: readonly Writer[];
  readonly proxies: readonly Proxy[];
  readonly stock: Person;
}

async function happens({ writers, proxies, chance }: Scene & { chance: Dice }): Promise<string> {
  const at = chance.upTo(writers.length - 1);
  const [writer, proxy] = [writers[at]!, proxies[at]!];
  await pause(chance.upTo(40));
  const roll = chance.upTo(99);
  if (roll < 45) {
    for (let left = chance.upTo(3); left >= 0; left -= 1) writer.types();
    return `${at} types`;
  }
  if (roll < 55) {
    writer.cuts();
    return `${at} cuts`;
  }
  if (roll < 80) {
    const [name, weather] = chance.oneOf(weathers);
    proxy.weather = { ...fair, ...weather };
    return `${at}: ${name}`;
  }
  if (roll < 90) {
    proxy.resets();
    return `${at}: reset`;
  }
  if (roll < 93) {
    const whom = chance.upTo(1) ? 'client' : 'server';
    proxy.forgets(whom);
    return `${at}: the ${whom} is not told that its line is gone`;
  }
  await writer.reloads();
  return `${at} reloads`;
}

/** The network is good again. @returns what is wrong once everything had its time. */
async function heals({ writers, proxies, stock, disk }: Scene & { disk: Disk }): Promise<string[]> {
  for (const proxy of proxies) proxy.weather = fair;
  // A line that died unnoticed is noticed by whoever waits for an answer.
  for (const writer of writers) writer.types();
  stock.writes('Sam was here all the time.');
  const wrong: string[] = [];
  try {
    await until(
      'everyone is saved and reads the same',
      () => {
        const screens = new Set([stock.text, ...writers.map(({ doc }) => doc)].map(contentLine));
        return screens.size === 1 && stock.isSaved && writers.every(({ isSaved }) => isSaved);
      },
      90_000,
    );
  } catch (error) {
    wrong.push(String(error));
  }
  const doc = disk.text(stock.draft);
  if (contentLine(doc) !== contentLine(stock.text)) wrong.push('the disk says something else');
  const said = disk.words(stock.draft);
  for (const { words, lies, ends } of writers) {
    wrong.push(...lies, ...ends);
    for (const word of words.put) {
      const times = said.split(word).length - 1;
      if (times !== 1) wrong.push(`${word} stands there ${times} times`);
    }
    for (const word of words.cut) if (said.includes(word)) wrong.push(`${word} is back`);
  }
  return wrong;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
