import { schemaHash } from '@gloss/shared/text/schema';
import { protocolVersion } from '@gloss/shared/wire/version';
import { expect, test } from 'vitest';

import type { SyncAddress } from './sync-address.ts';
import { isOutdated, namesAll, readSyncAddress } from './sync-address.ts';

function read(url: string): SyncAddress {
  const address = readSyncAddress(url);
  if (!address) throw new Error(`${url} is no address of a socket`);
  return address;
}

const named = `/sync/draft-0001/text?proto=${protocolVersion}&schema=${schemaHash}&epoch=3`;

test('an address names a draft and one of its two documents', () => {
  expect(read(named)).toMatchObject({ draft: 'draft-0001', document: 'text', epoch: '3' });
  expect(read('/sync/draft-0001/docket').document).toBe('docket');
});

test.each([
  '/sync/draft-0001',
  '/sync/draft-0001/other',
  '/sync/draft-0001/text/',
  '/sync/../api/text',
  '/sync/a%2Fb%2Fc%2Fd%2Fe/text',
  '/sync/short/text',
  `/sync/${'x'.repeat(65)}/text`,
  '/other/draft-0001/text',
  '//',
  '',
])('%s is none', (url) => {
  expect(readSyncAddress(url)).toBeNull();
});

test('one that names all of ours may write', () => {
  expect([isOutdated(read(named), 3), namesAll(read(named))]).toEqual([false, true]);
});

test.each([
  ['another protocol', named.replace('proto=', 'proto=9')],
  ['another schema', named.replace(schemaHash, 'other')],
  ['an empty schema', named.replace(schemaHash, '')],
  ['another epoch', named.replace('epoch=3', 'epoch=2')],
])('one that names %s is outdated', (_name, url) => {
  expect(isOutdated(read(url), 3)).toBe(true);
});

test('one that names nothing is not outdated, and may only read', () => {
  const address = read('/sync/draft-0001/text');
  expect([isOutdated(address, 3), namesAll(address)]).toEqual([false, false]);
});
