/**
 * The real server in every module but one: its journal is that of the module JOURNAL names. lying-journal.ts says "on disk"
 * when nothing is yet, as servers do that store a while after they acknowledge: the control of the crash harness, in
 * which something must be missing. telling-journal.ts is honest, and says when it makes checkpoints.
 */
import { registerHooks } from 'node:module';

const honest = new URL('../../server/src/journal/sqlite-journal.ts', import.meta.url).href;
const other = new URL(process.env['JOURNAL'] ?? '', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context);
    const isAskedByTheOther = context.parentURL === other;
    return found.url === honest && !isAskedByTheOther ? { ...found, url: other } : found;
  },
});

await import(new URL('../../server/src/main.ts', import.meta.url).href);
