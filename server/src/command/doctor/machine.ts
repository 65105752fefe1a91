/** Versions, the built client, the port, and the address people use. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';

import { glossVersion } from '../../backup/version.ts';
import type { Config } from '../../config.ts';
import { baseUrlOf } from '../../config.ts';
import { isLoopback } from '../../gate/origin.ts';
import { checkVersion } from '../../journal/sqlite-file.ts';
import { listen } from '../../listen.ts';
import type { Advice } from './advice.ts';
import { look, ok, wrong } from './advice.ts';

const client = new URL('../../../../client/dist/index.html', import.meta.url);

export function adviseOnVersions(): Advice[] {
  return [
    ok('Gloss', glossVersion),
    ok('Node', process.version),
    adviseOnSqlite(),
    adviseOnClient(),
  ];
}

function adviseOnSqlite(): Advice {
  const version = process.versions['sqlite'] ?? 'none';
  try {
    checkVersion(version);
    return ok('SQLite', version);
  } catch (error) {
    return wrong('SQLite', (error as Error).message, 'Use Node 24 or newer.');
  }
}

function adviseOnClient(): Advice {
  return existsSync(client)
    ? ok('client', 'built')
    : look('client', 'not built yet', 'npm start builds it, and so does npm run gloss -- serve');
}

/** @param isInUse whether a Gloss runs on the data folder: then it is the one that has the port. */
export async function adviseOnPort(config: Config, isInUse: boolean): Promise<Advice> {
  const server = createServer();
  try {
    const port = await listen(server, config);
    server.close();
    return ok(
      'port',
      isInUse ? `${port} is free: the one that runs listens elsewhere` : `${port} is free`,
    );
  } catch (error) {
    const { message } = error as Error;
    if (isInUse && message.includes('is taken'))
      return ok('port', `${config.port} is taken by the Gloss that runs`);
    const [says = message, ...todo] = message.split('. ');
    return wrong('port', says, todo.join('. ') || 'Set HOST and PORT to what this machine has.');
  }
}

/** Whether people can reach it there, and safely. */
export function adviseOnAddress(config: Config): Advice[] {
  const url = baseUrlOf(config, config.port);
  const about = 'address';
  const isLocal = isLoopback(url);
  if (isLocal && !isLoopbackHost(config.host))
    return [
      look(
        about,
        `${url.origin}, while HOST ${config.host} lets other machines in`,
        'Set BASE_URL to the address others use: links lead there, and other pages are refused.',
      ),
    ];
  if (isLocal) return [ok(about, `${url.origin}, for this machine only`)];
  if (url.protocol === 'http:')
    return [
      wrong(
        about,
        `${url.origin} is not encrypted`,
        'Put a proxy with a certificate in front, and set BASE_URL to its https:// address.',
      ),
    ];
  if (!config.trustProxy)
    return [
      look(
        about,
        `${url.origin}, with TRUST_PROXY off`,
        'Set TRUST_PROXY=on where a proxy stands in front: otherwise all people count as one address in the limits.',
      ),
    ];
  return [ok(about, url.origin)];
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
