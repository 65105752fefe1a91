import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { openFile, valueOf, waitOutside } from './sqlite-file.ts';
import { transact } from './transact.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gloss-transact-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes one transaction after the other, as fast as it can, until it is ended. */
const greedy = `
  const { DatabaseSync } = require('node:sqlite');
  const { parentPort, workerData } = require('node:worker_threads');
  const file = new DatabaseSync(workerData, { timeout: 5000 });
  const write = file.prepare('insert into greedy default values');
  const rounds = () => {
    for (let round = 0; round < 20; round++) {
      file.exec('begin immediate');
      write.run();
      file.exec('commit');
    }
    parentPort.postMessage('writing');
    setImmediate(rounds);
  };
  rounds();
`;

test('whoever writes without a pause keeps nobody else from it', async () => {
  const path = join(folder, 'shared.sqlite');
  const file = openFile(path);
  file.exec(
    'create table greedy (id integer primary key); create table ours (id integer primary key)',
  );
  waitOutside(file);
  const other = new Worker(greedy, { eval: true, workerData: path });
  await once(other, 'message');
  const write = file.prepare('insert into ours default values');
  for (let time = 0; time < 30; time++) transact(file, () => void write.run());
  expect(valueOf(file, 'select count(*) from ours')).toBe(30);
  await other.terminate();
  file.close();
});

test('what throws has changed nothing', () => {
  const file = openFile(join(folder, 'ours.sqlite'));
  file.exec('create table ours (id integer primary key)');
  const half = () => {
    file.exec('insert into ours default values');
    throw new Error('half way');
  };
  expect(() => transact(file, half)).toThrow('half way');
  expect(valueOf(file, 'select count(*) from ours')).toBe(0);
  file.close();
});

test('however SQLite says that somebody else has the file, it is asked again', () => {
  const said: string[] = [];
  const busyRecovery = 261;
  const exec = (sql: string) => {
    said.push(sql);
    if (said.length === 1) throw Object.assign(new Error('busy'), { errcode: busyRecovery });
  };
  transact({ exec, isTransaction: false } as never, () => undefined);
  expect(said).toEqual(['begin immediate', 'begin immediate', 'commit']);
});
