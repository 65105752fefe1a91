/**
 * The control of the crash harness: the real server in every module but one. Its journal says "on disk" when nothing is
 * yet, as servers do that store a while after they acknowledge. Whoever kills it must find something missing.
 */
import { registerHooks } from 'node:module';

const honest = new URL('../../server/src/journal/sqlite-journal.ts', import.meta.url).href;
const lying = new URL('./lying-journal.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context);
    const isAskedByTheLiar = context.parentURL === lying;
    return found.url === honest && !isAskedByTheLiar ? { ...found, url: lying } : found;
  },
});

await import(new URL('../../server/src/main.ts', import.meta.url).href);
