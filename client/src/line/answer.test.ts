import { expect, test } from 'vitest';
import * as z from 'zod/mini';

import { ask, post } from './answer.ts';

const Form = z.object({ name: z.string() });
const answering = (status: number, body: string) => async () => new Response(body, { status });

test('an answer of the promised form is the value', async () => {
  expect(await ask(Form, '/x', {}, answering(200, '{"name":"A"}'))).toEqual({
    ok: true,
    value: { name: 'A' },
  });
});

test('a refusal of the server is told as it is', async () => {
  const refusal = { code: 'not-your-role', sentence: 'No.' };
  const body = JSON.stringify({ refusal });
  expect(await ask(Form, '/x', {}, answering(403, body))).toEqual({ ok: false, refusal });
});

test('a broken line, the error and the page of a proxy are "unreachable"', async () => {
  const broken = async () => Promise.reject(new TypeError('Failed to fetch'));
  const answers = await Promise.all([
    ask(Form, '/x', {}, broken),
    ask(Form, '/x', {}, answering(502, 'Bad gateway')),
    ask(Form, '/x', {}, answering(503, '{"error":"starting"}')),
    ask(Form, '/x', {}, answering(200, '<html>Log in to this hotel</html>')),
  ]);
  for (const answer of answers) expect(answer).toMatchObject({ refusal: { code: 'unreachable' } });
});

test('a fault of our server is told apart from a server that is away', async () => {
  const body = '{"refusal":{"code":"fault","sentence":"Something went wrong."}}';
  const answer = await ask(Form, '/x', {}, answering(500, body));
  expect(answer).toMatchObject({ refusal: { code: 'fault' } });
});

test('an answer of another form is a bug and throws', async () => {
  await expect(ask(Form, '/x', {}, answering(200, '{"title":"A"}'))).rejects.toThrow();
});

test('a POST says that it brings JSON', () => {
  expect(post({ a: 1 })).toMatchObject({ method: 'POST', body: '{"a":1}' });
});
