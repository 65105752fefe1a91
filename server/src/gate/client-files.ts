/** The built client: hashed files for ever, everything else asked for anew, and one page for all addresses of the app. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { serveStatic } from '@hono/node-server/serve-static';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { compress } from 'hono/compress';

const forEver = 'public, max-age=31536000, immutable';
const askFirst = 'no-cache';

/** Addresses at which the client shows a page of its own; it says itself where there is nothing. */
const appAddress = /^\/($|enter$|d\/[^/]+(\/record)?$)/;

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gloss is not built</title>
<h1>The pages of Gloss are not built yet</h1>
<p>Stop the server and start it with <code>npm start</code>, which builds them first.</p></html>`;

export function clientFiles(clientDir: string): Hono {
  const index = join(clientDir, 'index.html');
  if (!existsSync(index)) return new Hono().get('*', (c) => c.html(notBuilt, 503));
  const page = readFileSync(index, 'utf8');
  return new Hono()
    .use(compress())
    .use(
      serveStatic({
        root: clientDir,
        onFound: (_path, c) =>
          c.header('cache-control', c.req.path.startsWith('/assets/') ? forEver : askFirst),
      }),
    )
    .get('*', (c) => (looksLikeFile(c) ? c.text('Not found', 404) : appPage(c, page)));
}

function appPage(c: Context, page: string): Response {
  c.header('cache-control', askFirst);
  return c.html(page, appAddress.test(c.req.path) ? 200 : 404);
}

/** A missing script must not be answered with a page: the browser would report a puzzle instead of a 404. */
function looksLikeFile(c: Context): boolean {
  return /\.[a-z0-9]+$/i.test(c.req.path);
}
