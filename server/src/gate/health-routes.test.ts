import { expect, test } from 'vitest';

import { Health } from './health-routes.ts';

test('[O1] people may be sent here once the house is open, and no longer when it closes', () => {
  const health = new Health(() => 0);
  expect(health.why).toMatch(/starting/);
  health.becomes('ready');
  expect(health.why).toBeNull();
  health.becomes('stopping');
  expect(health.why).toMatch(/stopping/);
});

test('[O1] a disk that refused a write is never good again', () => {
  const health = new Health(() => 0);
  health.becomes('ready');
  health.becomes('failed');
  health.becomes('ready');
  expect(health.why).toMatch(/disk refused/);
});

test('[O1] a disk that does not answer is told after ten seconds, and forgotten when it does', () => {
  let age = 9.9;
  const health = new Health(() => age);
  health.becomes('ready');
  expect(health.why).toBeNull();
  age = 10.2;
  expect(health.why).toBe('The disk has not answered for 10 seconds.');
  age = 0;
  expect(health.why).toBeNull();
});
