import { resolve } from 'node:path';

import { expect, test } from 'vitest';

import { baseUrlOf, readConfig, wantsSample } from './config.ts';
import type { Config } from './config.ts';
import { defaultLimits } from './gate/limits.ts';

test('nothing needs to be set', () => {
  expect(configFrom({ PORT: '', HOST: ' ' })).toEqual({
    host: '127.0.0.1',
    port: 4310,
    dataDir: resolve('data'),
    sample: true,
    logLevel: 'warn',
    trustProxy: false,
    allowNetworkDisk: false,
    limits: defaultLimits,
  });
});

test('what is set is taken', () => {
  const env = { HOST: '::1', PORT: '0', DATA_DIR: '/srv/gloss', GLOSS_SAMPLE: 'off' };
  const config = configFrom({ ...env, LOG_LEVEL: 'debug', BASE_URL: 'https://gloss.example/' });
  expect(config).toMatchObject({ host: '::1', port: 0, dataDir: '/srv/gloss', sample: false });
  expect(config.logLevel).toBe('debug');
  expect(baseUrlOf(config, 9).origin).toBe('https://gloss.example');
});

test('a limit can be set, and taken away', () => {
  const { limits } = configFrom({ LIMIT_SOCKETS: '12', LIMIT_UPDATES_PER_SECOND: '0' });
  expect(limits).toEqual({ ...defaultLimits, sockets: 12, updatesPerSecond: Infinity });
});

test.each([
  ['PORT', '70000'],
  ['PORT', 'http'],
  ['PORT', '1.5'],
  ['HOST', 'my host'],
  ['BASE_URL', 'gloss.example'],
  ['BASE_URL', 'ftp://gloss.example'],
  ['BASE_URL', 'https://gloss.example/strategy'],
  ['BASE_URL', 'https://me:secret@gloss.example'],
  ['GLOSS_SAMPLE', 'yes'],
  ['LOG_LEVEL', 'loud'],
  ['TRUST_PROXY', 'yes'],
  ['ALLOW_NETWORK_DISK', 'true'],
  ['LIMIT_SOCKETS', '-1'],
  ['LIMIT_LAG_MS', '1.5'],
])('%s=%s is one line that names it', (name, value) => {
  const read = readConfig({ [name]: value });
  expect(read.ok ? [] : read.problems).toEqual([
    expect.stringMatching(new RegExp(`^${name} is ".+" but must be .+\\.$`)),
  ]);
});

test('every bad variable is named at once', () => {
  const read = readConfig({ PORT: 'x', LOG_LEVEL: 'x', GLOSS_SAMPLE: 'x' });
  expect(read.ok ? [] : read.problems).toHaveLength(3);
});

test('the sample is made on this machine only', () => {
  const config = configFrom({});
  expect(wantsSample(config, baseUrlOf(config, 4310))).toBe(true);
  expect(wantsSample(config, new URL('https://gloss.example'))).toBe(false);
  expect(wantsSample(configFrom({ GLOSS_SAMPLE: 'off' }), baseUrlOf(config, 1))).toBe(false);
});

test('[O2] a token for the metrics is long, and never repeated where it is not', () => {
  expect(configFrom({ METRICS_TOKEN: 'sixteen-or-more!' }).metricsToken).toBe('sixteen-or-more!');
  const read = readConfig({ METRICS_TOKEN: 'marmalade' });
  expect(read).toMatchObject({ ok: false, problems: [expect.stringMatching(/^METRICS_TOKEN/)] });
  expect(JSON.stringify(read)).not.toContain('marmalade');
});

function configFrom(env: Record<string, string>): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join(' '));
  return read.config;
}
