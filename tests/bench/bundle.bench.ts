/** What a browser fetches, gzipped: before a draft is opened, and with the editor. Reads the built client. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../../client/dist/', import.meta.url);

/** JavaScript in kB (1,000 bytes), gzipped; `first` is what index.html names, `all` every file but the service worker. */
export function measureBundle(): { first: number; all: number } {
  const html = readFileSync(new URL('index.html', dist), 'utf8');
  const assets = readdirSync(new URL('assets/', dist)).filter((name) => name.endsWith('.js'));
  const kilobytes = (names: readonly string[]): number =>
    names.reduce(
      (sum, name) => sum + gzipSync(readFileSync(new URL(`assets/${name}`, dist))).length,
      0,
    ) / 1000;
  return { first: kilobytes(assets.filter((name) => html.includes(name))), all: kilobytes(assets) };
}
