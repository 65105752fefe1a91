/** Builds `src/service-worker` to `/sw.js` after the app, and tells it which files the app consists of. Used by `vite.config.ts`. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Plugin } from 'vite';
import { build } from 'vite';

const entry = fileURLToPath(new URL('../src/service-worker/service-worker.ts', import.meta.url));

/** Adds the service worker to a production build. In development there is none: it would hide changes. */
export function serviceWorker(): Plugin {
  let outDir = 'dist';
  let publicFiles: string[] = [];
  return {
    name: 'gloss-service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir;
      publicFiles = config.publicDir === '' ? [] : readdirSync(config.publicDir);
    },
    async writeBundle(_options, bundle) {
      const built = Object.values(bundle).filter(({ fileName }) => !fileName.endsWith('.map'));
      const files = [...built.map(({ fileName }) => fileName), ...publicFiles].toSorted();
      const version = createHash('sha256');
      for (const file of built) version.update(file.type === 'asset' ? file.source : file.code);
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: {
          __FILES__: JSON.stringify(files.map((file) => `/${file}`)),
          __VERSION__: JSON.stringify(version.digest('hex').slice(0, 12)),
        },
        build: {
          outDir,
          emptyOutDir: false,
          rollupOptions: { input: entry, output: { entryFileNames: 'sw.js', format: 'iife' } },
        },
      });
    },
  };
}
