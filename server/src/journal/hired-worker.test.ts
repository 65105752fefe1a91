import { expect, test } from 'vitest';

import { hire } from './hired-worker.ts';

type Echoing = { echo: (words: string) => string };

/** A worker of plain JavaScript that does this with each message `asked` on its `port`. */
function worker(onMessage: string) {
  const script = `import { parentPort as port } from 'node:worker_threads';
    port.on('message', (asked) => { ${onMessage} });`;
  return hire<Echoing>(new URL(`data:text/javascript,${encodeURIComponent(script)}`), undefined);
}

const answers = `port.postMessage({ id: asked.id, ok: true, answer: asked.question })`;

test('an answer reaches the one who asked', async () => {
  const echo = worker(`if (asked.leave) port.close(); else ${answers}`);
  expect(await Promise.all([echo.ask('echo', 'one'), echo.ask('echo', 'two')])).toEqual([
    'one',
    'two',
  ]);
  await echo.dismiss();
});

test('what the worker threw reaches the one who asked, with its code', async () => {
  const broken = worker(
    `if (asked.leave) port.close();
     else port.postMessage({ id: asked.id, ok: false, code: 'broken', message: 'torn' })`,
  );
  await expect(broken.ask('echo', 'one')).rejects.toMatchObject({
    code: 'broken',
    message: 'torn',
  });
  await broken.dismiss();
});

test('a worker that dies rejects everyone who waits and everyone who comes', async () => {
  const dies = worker(`if (asked.question === 'die') throw new Error('out of memory')`);
  const waits = [dies.ask('echo', 'one'), dies.ask('echo', 'two'), dies.ask('echo', 'die')];
  for (const waiting of waits) await expect(waiting).rejects.toThrow('out of memory');
  await expect(dies.ask('echo', 'later')).rejects.toThrow('out of memory');
  await dies.dismiss();
});

test('a worker that ends without a word rejects everyone who waits', async () => {
  const ends = worker(`if (asked.question === 'end') process.exit(0)`);
  const waits = [ends.ask('echo', 'one'), ends.ask('echo', 'end')];
  for (const waiting of waits) await expect(waiting).rejects.toMatchObject({ code: 'stopped' });
});

test('leaving that fails is not silent', async () => {
  const fails = worker(`if (asked.leave) throw new Error('the file did not close')`);
  await expect(fails.dismiss()).rejects.toThrow('the file did not close');
});
