/** The peers we compare with, each installed once, with npm, into a folder of its own outside the checkout. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { peersFolder } from './places.ts';

/** Folder → what is installed there: the versions of the measurements we compare with. */
const peers = {
  ywss: ['@y/websocket-server@0.1.1', 'yjs@13.6.33'],
  hocuspocus: ['@hocuspocus/server@4.7.0', '@hocuspocus/extension-database@4.7.0', 'yjs@13.6.33'],
} as const satisfies Record<string, readonly string[]>;

/** Installs what the named servers of the harness need and what is not there yet; throws where npm fails. */
export function installPeers(servers: readonly string[]): void {
  for (const [name, packages] of Object.entries(peers)) {
    if (!servers.some((server) => server === name || server.startsWith(`${name}-`))) continue;
    const folder = join(peersFolder(), name);
    const wanted = packages.join('\n');
    const mark = join(folder, `installed-${wanted.replaceAll(/[^\w.]+/g, '-')}`);
    if (existsSync(mark)) continue;
    process.stderr.write(`Installing ${packages.join(', ')} into ${folder}…\n`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const npm = ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages];
    const { status } = spawnSync('npm', npm, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) throw new Error(`npm could not install ${name} into ${folder}.`);
    writeFileSync(mark, wanted);
  }
}
