/** The meters in the words of Prometheus (prom-client). Loaded only where METRICS_TOKEN is set; reads when it is asked. */
import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

import { schemaHash } from '@gloss/shared/text/schema';
import { protocolVersion } from '@gloss/shared/wire/version';
import { roles } from '@gloss/shared/words/role';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { Exposition } from '../gate/metrics-routes.ts';
import type { Meters, Tallies } from './meters.ts';

/** What only the house can say; asked for each time. */
export interface HouseFigures {
  readonly dataDir: string;
  readonly version: string;
  /** Drafts in memory. */
  openDrafts(): number;
  /** Batches that wait for a commit. */
  waiting(): number;
  sessions(): Promise<number>;
}

const commitBuckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5];
const requestBuckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5, 30];
const checkpointBuckets = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const sizeBuckets = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** Begins to observe the meters. @returns what `/metrics` answers. */
export function expose(meters: Meters, house: HouseFigures): Exposition {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });

  count(
    'gloss_edits_received_total',
    'Edits that came in by a socket.',
    () => meters.editsReceived,
  );
  count(
    'gloss_edits_acknowledged_total',
    'Edits that are on disk and acknowledged.',
    () => meters.editsAcknowledged,
  );
  countBy('gloss_edits_refused_total', 'Edits that were refused.', 'code', meters.editsRefused);
  countBy('gloss_acts_total', 'Acts that were done.', 'act', meters.acts);
  countBy('gloss_acts_refused_total', 'Acts that were refused.', 'code', meters.actsRefused);
  count('gloss_presence_moves_total', 'Moves of carets that came in.', () => meters.presenceMoves);
  count('gloss_joins_total', 'Times a document was asked for.', () => meters.joins);
  count('gloss_sign_ins_total', 'Times somebody came in by a link.', () => meters.signIns);
  countBy(
    'gloss_sign_ins_refused_total',
    'Links that did not hold.',
    'code',
    meters.signInsRefused,
  );
  countBy('gloss_socket_closes_total', 'Sockets that closed, by why.', 'code', meters.closes);
  countBy(
    'gloss_sockets_turned_away_total',
    'Upgrades that were answered with no socket.',
    'status',
    meters.turnedAway,
  );
  countBy('gloss_checkpoints_total', 'Checkpoints.', 'outcome', meters.checkpoints);

  const sockets = new Gauge({
    name: 'gloss_sockets',
    help: 'Sockets that are open and let in, by document and role.',
    labelNames: ['document', 'role'],
    registers,
    collect: () => {
      for (const document of ['text', 'docket'] as const) {
        const counted = new Map(roles.map((role) => [role, 0]));
        for (const { participant } of meters.guests[document])
          counted.set(participant.role, (counted.get(participant.role) ?? 0) + 1);
        for (const [role, value] of counted) sockets.set({ document, role }, value);
      }
    },
  });
  gauge('gloss_open_drafts', 'Drafts in memory.', () => house.openDrafts());
  gauge('gloss_sessions', 'Sessions that hold.', () => house.sessions());
  gauge('gloss_journal_waiting_batches', 'Batches that wait for the next commit.', () =>
    house.waiting(),
  );
  gauge(
    'gloss_journal_commit_age_seconds',
    'How long the commit under way has taken.',
    () => meters.commitAge,
  );
  const file = join(house.dataDir, 'gloss.sqlite');
  gauge('gloss_database_bytes', 'Size of the database.', () => sizeOf(file));
  gauge('gloss_wal_bytes', 'Size of the write-ahead log.', () => sizeOf(`${file}-wal`));
  gauge('gloss_disk_free_bytes', 'Room left on the disk of DATA_DIR.', async () => {
    const { bavail, bsize } = await statfs(house.dataDir);
    return bavail * bsize;
  });
  new Gauge({
    name: 'gloss_build_info',
    help: 'What runs here; always 1.',
    labelNames: ['version', 'schema', 'protocol', 'node', 'sqlite'],
    registers,
  }).set(
    {
      version: house.version,
      schema: schemaHash,
      protocol: String(protocolVersion),
      node: process.versions.node,
      sqlite: process.versions['sqlite'] ?? '',
    },
    1,
  );

  const commits = histogram('gloss_journal_commit_duration_seconds', 'Commits.', commitBuckets);
  const batches = histogram('gloss_journal_commit_batches', 'Batches in a commit.', sizeBuckets);
  const entries = histogram('gloss_journal_commit_entries', 'Updates in a commit.', sizeBuckets);
  const checkpoints = histogram(
    'gloss_checkpoint_duration_seconds',
    'Checkpoints, from asked for to proven or given up.',
    checkpointBuckets,
  );
  const requests = new Histogram({
    name: 'gloss_http_request_duration_seconds',
    help: 'HTTP requests, by the pattern of their address.',
    labelNames: ['method', 'route', 'status'],
    buckets: requestBuckets,
    registers,
  });
  meters.observer = {
    commit: (seconds, batchCount, entryCount) => {
      commits.observe(seconds);
      batches.observe(batchCount);
      entries.observe(entryCount);
    },
    checkpoint: (seconds) => checkpoints.observe(seconds),
    request: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
  };

  function gauge(name: string, help: string, read: () => number | Promise<number>): void {
    const made: Gauge = new Gauge({
      name,
      help,
      registers,
      collect: async () => made.set(await read()),
    });
  }

  function count(name: string, help: string, read: () => number): void {
    const counter: Counter = new Counter({
      name,
      help,
      registers,
      collect: () => {
        counter.reset();
        counter.inc(read());
      },
    });
  }

  function countBy(name: string, help: string, label: string, tallies: Tallies<string>): void {
    const counter: Counter = new Counter({
      name,
      help,
      labelNames: [label],
      registers,
      collect: () => {
        counter.reset();
        for (const [value, counted] of tallies.entries()) counter.inc({ [label]: value }, counted);
      },
    });
  }

  function histogram(name: string, help: string, buckets: number[]): Histogram {
    return new Histogram({ name, help, buckets, registers });
  }

  return { contentType: registry.contentType, read: () => registry.metrics() };
}

/** 0 where there is no such file, as a write-ahead log that was emptied. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
