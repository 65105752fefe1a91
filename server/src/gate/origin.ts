/**
 * Which sites may ask us to change something: ours. Cookies ride along on requests and upgrades that other sites start,
 * so every POST (http.ts) and every upgrade (upgrade.ts) is asked for its Origin first.
 */

/** @returns whether a request with these two headers comes from one of our own pages. A missing one does not. */
export type OriginRule = (origin: string | undefined, host: string | undefined) => boolean;

/**
 * The origin must be the address the request was sent to, and that address must be ours: BASE_URL's, or, where that is
 * on this machine, any name that leads back to it, on the same port. So `lead.localhost` and `editor.localhost` are one
 * house, and a name that only pretends to be this machine is none.
 */
export function originRule(baseUrl: URL): OriginRule {
  return (origin, host) => {
    if (origin === undefined || host === undefined) return false;
    if (origin !== `${baseUrl.protocol}//${host}`) return false;
    const asked = URL.parse(origin);
    if (asked === null || asked.origin !== origin) return false;
    if (asked.host === baseUrl.host) return true;
    return isLoopback(baseUrl) && isLoopback(asked) && asked.port === baseUrl.port;
  };
}

/** @returns whether the address leads to this machine: `localhost`, a name under it, 127.0.0.1 or [::1]. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(([a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}
