import { spawn } from 'node:child_process';
import type { ChildProcess, ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';

import { afterEach, expect, test, vi } from 'vitest';

import type { Wanted } from './apart.ts';
import { importFile } from './import.ts';
import { reviseByFile } from './revise.ts';

/** What reads in the place of our readers, where that is not null, and for how long it may; the process started last. */
const stage = vi.hoisted((): Stage => ({ reader: null, longestMs: null, last: null }));

interface Stage {
  reader: URL | null;
  longestMs: number | null;
  last: { readonly process: ChildProcess; readonly options: ForkOptions } | null;
}

/** A reader that stands in has an eighth of the memory, so that its end takes less of everybody else's. */
vi.mock(import('node:child_process'), async (original) => {
  const real = await original();
  const fork = (program: URL, options: ForkOptions) => {
    const timeout = stage.longestMs ?? options.timeout;
    const child = real.fork(program, { ...options, ...(timeout !== undefined && { timeout }) });
    const send = child.send.bind(child);
    const standIn = (wanted: Wanted, ...rest: [() => void]) => {
      const { reader, mostMemoryMb } = wanted;
      const is = stage.reader?.href ?? reader;
      return send(
        { ...wanted, reader: is, mostMemoryMb: mostMemoryMb / (is === reader ? 1 : 8) },
        ...rest,
      );
    };
    stage.last = { process: child, options };
    return Object.assign(child, { send: standIn });
  };
  return { ...real, fork } as typeof real;
});

const reads = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const endless = reads('for (;;);');

afterEach(() => {
  stage.reader = stage.longestMs = null;
  vi.unstubAllEnvs();
});

const file = { name: 'a.md', bytes: new TextEncoder().encode('# Title\n\nwords') };
const doors = [
  {
    what: 'that begins a draft',
    brings: () => importFile(file),
    sentence: /^The file is too much to read at once\. Nothing was created\. /,
  },
  {
    what: 'that revises a draft',
    brings: () => reviseByFile({ file, state: Uint8Array.of(0, 0) }),
    sentence: /^The file is too much to compare with this draft at once\. Nothing was changed\.$/,
  },
] as const;

const tooMuch = (sentence: RegExp) => ({
  ok: false,
  refusal: { code: 'too-large', sentence: expect.stringMatching(sentence) as string },
});

/** In a thread of the server the second ended the server. */
const hungry = [
  ['in many things', 'const pile = []; for (;;) pile.push(Array(1_000_000).fill(1.5));'],
  [
    'in one list',
    'const words = "a,".repeat(20e6); const pile = []; for (;;) pile.push(words.split(","));',
  ],
] as const;

test.each(doors.flatMap((door) => hungry.map(([where, code]) => ({ ...door, where, code }))))(
  '[I2] a file $what and takes too much memory $where is refused as such, and the next one is read',
  async ({ brings, sentence, code }) => {
    stage.reader = reads(code);
    expect(await brings()).toEqual(tooMuch(sentence));
    stage.reader = null;
    expect(await brings()).toMatchObject({ ok: true });
  },
);

test.each(doors)(
  '[I2] a file $what and takes longer than 100 seconds is refused as such, and its process ends',
  async ({ brings, sentence }) => {
    stage.reader = endless;
    stage.longestMs = 1_500;
    expect(await brings()).toEqual(tooMuch(sentence));
    expect(stage.last?.options.timeout).toBe(100_000);
    expect(stage.last?.process.signalCode).toBe('SIGKILL');
  },
);

test('what reads a file is told none of our secrets, and neither of Ctrl-C', async () => {
  vi.stubEnv('METRICS_TOKEN', 'a secret of ours');
  vi.stubEnv('NODE_OPTIONS', '--no-warnings');
  stage.reader = reads(`
    import { parentPort } from 'node:worker_threads';
    process.kill(process.pid, 'SIGINT');
    parentPort.postMessage({ ok: true, value: { ...process.env } });
  `);
  expect(await importFile(file)).toEqual({ ok: true, value: { NODE_OPTIONS: '--no-warnings' } });
});

test.each([
  ['ends without an answer', 'process.exit(0)', 'ended without an answer'],
  ['fails', 'throw new Error("a mistake of ours")', 'a mistake of ours'],
])('a reader that %s is a mistake of ours, and blames no file', async (_what, code, message) => {
  stage.reader = reads(code);
  await expect(importFile(file)).rejects.toThrow(message);
});

test('what reads a file ends with the server, however that ends', async () => {
  const server = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `const { apart } = await import(${JSON.stringify(new URL('./apart.ts', import.meta.url).href)});
     await apart(new URL(${JSON.stringify(endless.href)}), null, null);`,
  ]);
  const ended = once(server, 'exit');
  const reader = await vi.waitUntil(() => childOf(server.pid ?? 0), { timeout: 20_000 });
  await vi.waitUntil(() => readFileSync(`/proc/${reader}/oom_score_adj`, 'utf8') === '1000\n', {
    timeout: 20_000,
  });
  expect(getPriority(Number(reader))).toBeGreaterThan(getPriority());
  server.kill('SIGKILL');
  await ended;
  await vi.waitUntil(() => !existsSync(`/proc/${reader}`), { timeout: 20_000 });
});

function childOf(pid: number): string | undefined {
  return (
    readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0] || undefined
  );
}
