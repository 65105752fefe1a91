import { expect, test } from 'vitest';

import { safeError } from './safe-error.ts';
import { stderrLog } from './stderr-log.ts';

function written(write: (log: ReturnType<typeof stderrLog>) => void): string {
  const lines: string[] = [];
  write(stderrLog('debug', { write: (line: string) => void lines.push(line) }));
  return lines.join('');
}

test('[O3] a line has its time, level, event and sentence, and names no machine', () => {
  const line = written((log) => log.warn({ event: 'stopping', sockets: 3 }, 'The house closes.'));
  const { time, ...rest } = JSON.parse(line) as Record<string, unknown>;
  expect(rest).toEqual({ level: 'warn', event: 'stopping', sockets: 3, msg: 'The house closes.' });
  expect(new Date(String(time)).toISOString()).toBe(time);
});

test('[O3] an error is written without its message, whatever lines that has', () => {
  const error = new RangeError('Invalid content <marmalade>\n    at marmalade (file:///a.ts:1:2)');
  const line = written((log) => log.error({ event: 'request-failed', error }, 'It failed.'));
  expect(line).not.toContain('marmalade');
  expect(line).toContain('RangeError');
  expect(line).toContain('log.test.ts');
});

test('[O3] whatever else was thrown says its kind and no more', () => {
  expect(safeError('marmalade')).toEqual({ kind: 'string', stack: [] });
  const disguised = Object.assign(new Error('x'), { name: 'some marmalade', code: 'a b' });
  expect(JSON.stringify(safeError(disguised))).not.toContain('marmalade');
});

test('[O3] the disk’s own error keeps its code', () => {
  expect(safeError(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toMatchObject({
    code: 'ENOSPC',
  });
});

test('[O3] a secret that came along is not written', () => {
  const facts = { event: 'request', token: 'marmalade', me: { email: 'marmalade' } } as const;
  const line = written((log) => log.info(facts, 'A request.'));
  expect(line).not.toContain('marmalade');
  expect(line).toContain('[removed]');
});
