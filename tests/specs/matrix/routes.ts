/** The addresses that the HTTP door really has, read from the app itself, and those of them that no row of the matrix tries. */

/** As a program and not as types: the server is written for Node, this for what browsers see of it. */
const door = new URL('../../../server/src/gate/http.ts', import.meta.url).href;

interface App {
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}

/** What stands before or behind every address: headers, limits, the answer to what is not there, and the client's files. */
const frame: readonly string[] = ['ALL /*', 'ALL /api/*', 'POST /api/*', 'GET /*'];

/** @returns method and address of everything that the app answers, each once. */
export async function registered(): Promise<string[]> {
  const { buildApp } = (await import(door)) as { buildApp(world: object): App };
  // Nothing is asked of the world before somebody knocks.
  const { routes } = buildApp(new Proxy({}, { get: nothingYet }));
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].filter(
    (route) => !frame.includes(route),
  );
}

/** @returns those that no row tries: each is a way in that nobody has thought about. */
export function unmet(routes: readonly string[], tried: readonly { route: string }[]): string[] {
  const known = new Set(tried.map(({ route }) => route));
  return routes.filter((route) => !known.has(route));
}

function nothingYet(_world: object, name: string | symbol): unknown {
  if (name === 'baseUrl') return new URL('http://localhost');
  if (name === 'clientDir') return '/nowhere';
  return new Proxy(() => undefined, {});
}
