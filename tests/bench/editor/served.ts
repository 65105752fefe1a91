/** Builds the page that is measured and serves it, with one draft at a time, on this machine only. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'vite';

import { freePort } from '../../stage/port.ts';
import type { SeededDraft } from './document.ts';

const page = fileURLToPath(new URL('page/', import.meta.url));

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export interface Served {
  readonly url: string;
  /** What the page is given from now on. */
  show(draft: SeededDraft): void;
  close(): void;
}

/** Built as the product is: minified, for the same browsers. */
export async function servePage(): Promise<Served> {
  const outDir = mkdtempSync(join(tmpdir(), 'gloss-editor-bench-'));
  await build({
    root: page,
    configFile: false,
    logLevel: 'error',
    // One copy each: two copies of yjs or of ProseMirror in one page do not know each other's objects.
    resolve: {
      dedupe: ['yjs', 'y-protocols', 'lib0', '@tiptap/core', '@tiptap/pm', 'react', 'react-dom'],
    },
    build: {
      outDir,
      target: 'es2022',
      chunkSizeWarningLimit: 3000,
      sourcemap: true,
      emptyOutDir: true,
    },
  });
  let draft: SeededDraft | undefined;
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const given = path === '/text' ? draft?.text : path === '/docket' ? draft?.docket : undefined;
    try {
      const bytes = given ?? readFileSync(join(outDir, path === '/' ? 'index.html' : path));
      response.writeHead(200, {
        'content-type': types[extname(path)] ?? (given ? 'application/octet-stream' : 'text/html'),
      });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}/`,
    show: (next) => (draft = next),
    close() {
      server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
