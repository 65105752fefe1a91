import { afterEach, expect, test, vi } from 'vitest';

import { afterFrame } from './after-frame.ts';

const done: string[] = [];
const frames = new Map<number, () => void>();

vi.stubGlobal(
  'requestAnimationFrame',
  (draw: () => void) => frames.set(frames.size + 1, draw).size,
);
vi.stubGlobal('cancelAnimationFrame', (frame: number) => frames.delete(frame));

afterEach(() => {
  done.length = 0;
  frames.clear();
});

/** Draws what is due, then lets the tasks after it have their turn. */
async function drawFrame(): Promise<void> {
  for (const draw of frames.values()) draw();
  done.push('frame');
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve(null);
    });
    port1.start();
    port2.postMessage(null);
  });
}

test('a task is done once, after the frame and not in it', async () => {
  afterFrame(() => done.push('task'));
  expect(done).toEqual([]);
  await drawFrame();
  await vi.waitFor(() => expect(done).toEqual(['frame', 'task']));
  frames.clear();
  await drawFrame();
  expect(done).toEqual(['frame', 'task', 'frame']);
});

test('what is called off before its frame, or between the frame and its turn, is not done', async () => {
  afterFrame(() => done.push('before'))();
  const callOff = afterFrame(() => done.push('between'));
  for (const draw of frames.values()) draw();
  callOff();
  frames.clear();
  afterFrame(() => done.push('another'));
  await drawFrame();
  await vi.waitFor(() => expect(done).toEqual(['frame', 'another']));
});
