import { tmpdir } from 'node:os';

import { expect, test } from 'vitest';

import { checkDiskKind } from './disk-kind.ts';

test.each([0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x5346414f])(
  'a network disk is refused, and can be allowed (%i)',
  (type) => {
    expect(() => checkDiskKind('/data', false, type)).toThrow(/network disk .*ALLOW_NETWORK_DISK/);
    expect(checkDiskKind('/data', true, type)).toMatch(/may confirm writes/);
  },
);

test.each([0x01021997, 0x65735546])('a lent folder is only mentioned (%i)', (type) => {
  expect(checkDiskKind('/data', false, type)).toMatch(/safer/);
});

test('a disk of this machine is fine: ext4, xfs, btrfs, tmpfs, overlay', () => {
  for (const type of [0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0])
    expect(checkDiskKind('/data', false, type)).toBeNull();
  expect(() => checkDiskKind(tmpdir(), false)).not.toThrow();
});
