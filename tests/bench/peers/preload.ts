/**
 * Preloaded into the harness and into the servers that lie in its folder. The folder is read-only and has nothing
 * installed: its libraries come from our tests, and its list of adapters becomes ours (adapters.ts), which includes it.
 */
import { registerHooks } from 'node:module';

import { harnessUrl } from './places.ts';

const theirBench = new URL('bench.mjs', harnessUrl()).href;
const ourAdapters = new URL('adapters.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => {
    const { parentURL } = context;
    if (parentURL === theirBench && specifier === './adapters.mjs')
      return next(ourAdapters, context);
    const isTheirs = parentURL?.startsWith(harnessUrl().href) ?? false;
    const isBare = !/^(\.|\/|[a-z]+:)/.test(specifier);
    return next(
      specifier,
      isTheirs && isBare ? { ...context, parentURL: import.meta.url } : context,
    );
  },
});
