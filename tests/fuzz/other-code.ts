/**
 * For controls: the real modules with a few of their words changed, in every thread of the process. Start Node with
 * `--import` of this file and CHANGED_CODE (`changedCode`). A change whose words are not in the module ends the process: a
 * control that changes nothing would prove nothing.
 */
import { registerHooks } from 'node:module';

/** In the module whose path ends so, these words become those. */
export interface CodeChange {
  readonly module: string;
  readonly from: string;
  readonly to: string;
}

/** @returns the arguments of Node and the environment under which a program runs with these changes. */
export function changedCode(...changes: readonly CodeChange[]): {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
} {
  return {
    argv: ['--import', import.meta.url],
    env: { CHANGED_CODE: JSON.stringify(changes) },
  };
}

/** @returns the environment under which a program runs with these changes, however it is started. */
export function changedEnv(...changes: readonly CodeChange[]): Readonly<Record<string, string>> {
  const { argv, env } = changedCode(...changes);
  return { ...env, NODE_OPTIONS: [process.env['NODE_OPTIONS'], ...argv].join(' ').trim() };
}

const changes = JSON.parse(process.env['CHANGED_CODE'] ?? '[]') as CodeChange[];

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
