/** Which requests the service worker answers, and how. Pure; `service-worker.ts` has the caches. */

/**
 * page: a page of the app; the server first, the kept one when it is away. file: a file of the app; the kept one first.
 * server: not ours to answer, among them everything about drafts: what was said and written is never cached here.
 */
export type Route = 'page' | 'file' | 'server';

/** What is needed of a request to route it. */
export type Asked = Pick<Request, 'method' | 'mode' | 'url'>;

const neverKept = ['/api/', '/sync/', '/sw.js', '/healthz', '/readyz', '/metrics'];

/** @param files addresses of the app's own files, from `/`. */
export function routeOf(asked: Asked, origin: string, files: ReadonlySet<string>): Route {
  const url = new URL(asked.url);
  if (asked.method !== 'GET' || url.origin !== origin) return 'server';
  if (neverKept.some((path) => url.pathname.startsWith(path))) return 'server';
  if (asked.mode === 'navigate') return 'page';
  return files.has(url.pathname) ? 'file' : 'server';
}
