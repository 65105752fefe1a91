/**
 * For controls: the real modules with a few of their words changed, in every thread of the process. Start Node with
 * `--import` of this file and the changes behind its name (`changedCode`). A change whose words are not in the module ends the
 * process: a control that changes nothing would prove nothing.
 */
import { registerHooks } from 'node:module';

/** In the module whose path ends so, these words become those. */
export interface CodeChange {
  readonly module: string;
  readonly from: string;
  readonly to: string;
}

/** @returns the arguments of Node with which a program runs with these changes. */
export function changedCode(...changes: readonly CodeChange[]): readonly string[] {
  return ['--import', `${import.meta.url}?${encodeURIComponent(JSON.stringify(changes))}`];
}

/** @returns the environment under which a program runs with these changes, however it is started. */
export function changedEnv(...changes: readonly CodeChange[]): Readonly<Record<string, string>> {
  const options = [process.env['NODE_OPTIONS'], ...changedCode(...changes)];
  return { NODE_OPTIONS: options.join(' ').trim() };
}

const { search } = new URL(import.meta.url);
const changes = JSON.parse(decodeURIComponent(search.slice(1)) || '[]') as CodeChange[];

if (changes.length > 0)
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context);
      const wanted = changes.filter(({ module }) => url.endsWith(module));
      if (wanted.length === 0) return loaded;
      const source = Buffer.from(loaded.source as Uint8Array).toString();
      return { ...loaded, source: wanted.reduce(change, source) };
    },
  });

function change(source: string, { module, from, to }: CodeChange): string {
  if (source.includes(from)) return source.replaceAll(from, to);
  throw new Error(`${module} holds no "${from}" any more: mend the control.`);
}
