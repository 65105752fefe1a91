/**
 * Keeps the app itself on the device, so that a known draft opens with the server away. Built to `/sw.js` by
 * `build/service-worker-plugin.ts`; `register.ts` starts it. Drafts are kept elsewhere: line/kept-document.ts.
 */
import { routeOf } from './route.ts';

declare const __FILES__: readonly string[];
declare const __VERSION__: string;

/** What we use of a service worker's global scope; its own types do not go with those of a page. */
interface WorkerScope {
  addEventListener(name: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(name: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(name: 'message', listener: (event: Lasting & { data: unknown }) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(which: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly unknown[]>;
  };
  readonly location: Location;
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const worker = self as unknown as WorkerScope;
const family = 'gloss-app-';
const cacheName = family + __VERSION__;
const files = new Set(__FILES__);
const shell = '/index.html';

/** How long the server may take for a page before the kept one is shown. */
const patienceMs = 3000;

worker.addEventListener('install', (event) => event.waitUntil(keepFiles()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(takeOverIfAlone());
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const route = routeOf(request, worker.location.origin, files);
  if (route === 'page') event.respondWith(answerPage(request));
  if (route === 'file') event.respondWith(answerFile(request));
});

async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName);
  // Past the browser's own cache: a page of the version before must not be kept as one of this.
  await cache.addAll([...files].map((file) => new Request(file, { cache: 'no-cache' })));
}

async function takeOver(): Promise<void> {
  const kept = (await caches.keys()).filter((name) => name.startsWith(family));
  await Promise.all(kept.filter((name) => name !== cacheName).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** A new version waits while other tabs live on the old one's files; a page that is alone lets it in. */
async function takeOverIfAlone(): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.length <= 1) await worker.skipWaiting();
}

async function answerPage(request: Request): Promise<Response> {
  const kept = () => caches.match(shell);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patienceMs) });
    return answer.status < 500 ? answer : ((await kept()) ?? answer);
  } catch (problem) {
    const page = await kept();
    if (page) return page;
    throw problem;
  }
}

async function answerFile(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
