/** What Gloss wants to reach beside its peers, workload by workload, and how each is measured. */
import type { Measured, Results } from './results.ts';

export interface Goal {
  readonly title: string;
  /** What the harness is run with, once for each of these; the first word is the workload. */
  readonly runs: readonly (readonly string[])[];
  /** The first is what ratios are to. */
  readonly servers: readonly string[];
  /** How often it is run unless asked otherwise, where a repeat takes long. */
  readonly usually?: number;
  readonly checks: readonly Check[];
}

export interface Check {
  readonly what: string;
  /** Reached where no more than this is measured, or, with `isExactly`, this and nothing else. */
  readonly most: number;
  readonly isExactly?: boolean;
  /** From the results of the runs, in their order. */
  read(results: readonly Results[]): Measured | undefined;
}

const ours = 'project';

export const goals: readonly Goal[] = [
  {
    title: 'W1 1,000 clients, 20 writers',
    runs: [['w1', '--clients', '1000', '--writers', '20']],
    servers: ['floor', ours],
    checks: [cpuToFloor(0.5), all('deliveredShare', 1), quiet('p99 ms', 'p99', 20)],
  },
  {
    title: 'W1 200 clients, 20 writers',
    runs: [['w1', '--clients', '200', '--writers', '20']],
    servers: ['floor', ours],
    checks: [cpuToFloor(0.8), all('deliveredShare', 1)],
  },
  {
    title: 'W1 1,000 clients, 100 writers',
    runs: [['w1', '--clients', '1000', '--writers', '100']],
    servers: [ours],
    checks: [all('deliveredShare', 1), quiet('p99 ms', 'p99', 30)],
  },
  {
    title: 'W2 300 moving cursors',
    runs: [['w2', '--clients', '300']],
    servers: ['floor', ours],
    checks: [cpuToFloor(0.1), all('deliveredShare', 1), quiet('p99 ms', 'p99', 50)],
  },
  {
    title: 'W3 2,000 documents, 2 clients each',
    runs: [['w3', '--docs', '2000']],
    servers: ['floor', ours],
    usually: 2,
    checks: [cpuToFloor(1.8), most('KB a document', 'kbPerDocFilled', 45), all('missing', 0)],
  },
  {
    title: 'W4 cold open, 200,000 words',
    runs: [['w4', '--kind', 'large', '--opens', '5']],
    servers: ['sketch', ours],
    usually: 1,
    checks: [toSketch('coldMs', 1.2), all('complete', 1)],
  },
  {
    title: 'W4 cold open, 260,000 edits',
    runs: [['w4', '--kind', 'history', '--opens', '5']],
    servers: ['sketch', ours],
    usually: 1,
    checks: [toSketch('coldMs', 1.2), all('complete', 1)],
  },
  {
    title: 'W5 kill -9 while 20 write',
    runs: [['w5']],
    servers: [ours],
    checks: [all('seenLost', 0), all('ackedLost', 0)],
  },
  {
    title: 'W7 500 join 200,000 words in 2 s',
    runs: [['w7', '--clients', '500']],
    servers: ['ywss', 'hocuspocus', ours],
    usually: 2,
    checks: [
      all('synced', 500),
      most('ms until all are synced', 'allSyncedMs', 3000),
      ratioTo('ywss', 'cpuS', 0.1),
      ratioTo('hocuspocus', 'cpuS', 0.1),
      most('peak MB', 'peakMb', 200),
    ],
  },
  {
    title: 'W8 five of 35 stop reading',
    // The second is what grows because of what is written.
    runs: ['5', '0'].map((stalled) => [
      'w8',
      '--stalled',
      stalled,
      '--paste',
      '8192',
      '--seconds',
      '20',
    ]),
    servers: [ours],
    usually: 1,
    checks: [
      all('stalledCut', 5),
      {
        what: 'MB that stay because of them',
        most: 5,
        read: ([stalled, none]) =>
          difference(stalled?.of(ours, 'rssLaterMb'), none?.of(ours, 'rssLaterMb')),
      },
    ],
  },
];

function cpuToFloor(limit: number): Check {
  return { ...ratioTo('floor', 'cpuPer1000', limit), what: 'server CPU, to the floor' };
}

function toSketch(figure: string, limit: number): Check {
  return ratioTo('sketch', figure, limit);
}

function ratioTo(other: string, figure: string, limit: number): Check {
  return {
    what: `${figure}, to ${other}`,
    most: limit,
    read: ([results]) => results?.ratio(ours, other, figure),
  };
}

function most(what: string, figure: string, limit: number): Check {
  return { what, most: limit, read: ([results]) => results?.of(ours, figure) };
}

function all(figure: string, wanted: number): Check {
  return { ...most(figure, figure, wanted), isExactly: true };
}

function quiet(what: string, figure: string, limit: number): Check {
  return { what, most: limit, read: ([results]) => results?.quietest(ours, figure) };
}

function difference(one?: Measured, other?: Measured): Measured | undefined {
  if (!one || !other) return undefined;
  const middle = one.middle - other.middle;
  return { middle, least: middle, most: middle };
}
