import { once } from 'node:events';
import type { Worker, WorkerOptions } from 'node:worker_threads';

import { afterEach, expect, test, vi } from 'vitest';

import { importFile } from './import.ts';
import { reviseByFile } from './revise.ts';

/** What runs in the place of the readers of files, where that is not null; the thread that was started last. */
const stage = vi.hoisted((): { reader: URL | null; thread: Worker | null } => ({
  reader: null,
  thread: null,
}));

/** A reader that stands in has an eighth of the memory, so that its end takes less of everybody else's. */
vi.mock(import('node:worker_threads'), async (original) => {
  const real = await original();
  class Worker extends real.Worker {
    constructor(reader: URL, options: WorkerOptions) {
      const mb = options.resourceLimits?.maxOldGenerationSizeMb;
      if (mb === undefined) throw new Error('the thread has no limit');
      if (stage.reader === null) super(reader, options);
      else super(stage.reader, { ...options, resourceLimits: { maxOldGenerationSizeMb: mb / 8 } });
      stage.thread = this;
    }
  }
  return { ...real, Worker };
});

const reads = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const hungry = reads('const pile = []; for (;;) pile.push(Array(1_000_000).fill(1.5));');
const endless = reads('for (;;);');

afterEach(() => {
  stage.reader = null;
  vi.useRealTimers();
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

test.each(doors)(
  '[I2] a file $what and takes too much memory is refused as such, and the next one is read',
  async ({ brings, sentence }) => {
    stage.reader = hungry;
    expect(await brings()).toEqual({
      ok: false,
      refusal: { code: 'too-large', sentence: expect.stringMatching(sentence) as string },
    });
    stage.reader = null;
    expect(await brings()).toMatchObject({ ok: true });
  },
);

test.each(doors)(
  '[I2] a file $what and takes longer than 100 seconds is refused as such, and its thread ends',
  async ({ brings, sentence }) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    stage.reader = endless;
    const answer = brings();
    const answered = vi.fn<() => void>();
    void answer.then(answered);
    const thread = stage.thread!;
    const ended = once(thread, 'exit');
    await once(thread, 'online');
    await vi.advanceTimersByTimeAsync(99_999);
    expect(answered).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(await answer).toEqual({
      ok: false,
      refusal: { code: 'too-large', sentence: expect.stringMatching(sentence) as string },
    });
    await ended;
  },
);

test.each([
  ['ends without an answer', 'process.exit(0)', 'ended without an answer'],
  ['fails', 'throw new Error("a mistake of ours")', 'a mistake of ours'],
])('a reader that %s is a mistake of ours, and blames no file', async (_what, code, message) => {
  stage.reader = reads(code);
  await expect(importFile(file)).rejects.toThrow(message);
});
