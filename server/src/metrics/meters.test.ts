import { expect, test } from 'vitest';

import { Meters } from './meters.ts';

test('[O2] an edit counts as acknowledged when the commit that holds it has ended', () => {
  const meters = new Meters();
  meters.editsReceived += 2;
  meters.commitBegins();
  meters.editsReceived += 3;
  expect([meters.editsTaken, meters.editsAcknowledged]).toEqual([5, 0]);
  meters.commitEnds({ batches: 2, entries: 2, ms: 1 });
  meters.commitBegins();
  expect(meters.editsAcknowledged).toBe(2);
  meters.commitEnds({ batches: 3, entries: 3, ms: 1 });
  // One that holds nothing new needs no commit.
  meters.editsReceived += 1;
  expect(meters.editsAcknowledged).toBe(5);
  meters.rests();
  expect(meters.editsAcknowledged).toBe(6);
});

test('[O2] a refused edit is neither taken nor acknowledged', () => {
  const meters = new Meters();
  meters.editsReceived += 2;
  meters.editsRefused.add('update-forged');
  expect([meters.editsTaken, meters.editsAcknowledged]).toEqual([1, 1]);
});
