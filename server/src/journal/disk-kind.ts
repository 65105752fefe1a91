/**
 * What kind of file system the data folder lies on. SQLite in WAL mode needs the memory map and the locks of one machine, and
 * we need an fsync that means it. Disks of another machine have neither: they are refused. What lends a folder of the
 * host to a container or a virtual machine (9p, FUSE, VirtualBox) has them mostly: that is only said.
 */
import { statfsSync } from 'node:fs';

import { JournalError } from './journal-error.ts';

/** The numbers are Linux's (linux/magic.h). Elsewhere they mean something else, and nothing is said. */
const remote = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x73757245, 'Coda'],
  [0x564c, 'NCP'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
]);

const lent = new Map([
  [0x01021997, '9p'],
  [0x65735546, 'FUSE'],
  [0x786f4256, 'VirtualBox'],
]);

/** @returns a sentence where the disk may not be safe. Throws with one where it is not, unless `isAllowed`. */
export function checkDiskKind(
  dataDir: string,
  isAllowed: boolean,
  type = typeOf(dataDir),
): string | null {
  const far = remote.get(type);
  if (far !== undefined && !isAllowed)
    throw new JournalError(
      'refused',
      `DATA_DIR ${dataDir} is on a network disk (${far}), where a write that was confirmed may still be lost. ` +
        'Nothing was changed. Use a disk of this machine; ALLOW_NETWORK_DISK=on runs Gloss there all the same.',
    );
  const kind = far ?? lent.get(type);
  if (kind === undefined) return null;
  return (
    `DATA_DIR ${dataDir} is on a disk of the kind ${kind}. It may confirm writes that a power cut of the other side loses; ` +
    'a disk of this machine is safer.'
  );
}

function typeOf(dataDir: string): number {
  return process.platform === 'linux' ? statfsSync(dataDir).type >>> 0 : 0;
}
