/** What every answer tells the browser it must not do. Reasons: evidence on reliability, 4.2. */
import type { MiddlewareHandler } from 'hono';

/** No inline script or style anywhere; `'self'` covers our sockets too. */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** For a file that someone may open in the browser after all: it may style itself and do nothing else. */
export const downloadPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

const always = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Sets them on every answer that does not bring its own. HSTS on https only: on http it would lock people out. */
export function secureHeaders(baseUrl: URL): MiddlewareHandler {
  const headers = {
    ...always,
    ...(baseUrl.protocol === 'https:' && { 'strict-transport-security': 'max-age=63072000' }),
  };
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
  };
}
