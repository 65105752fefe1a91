/** Gives memory back that V8 would hold on to until it needs it, which may be never: what is only waited for takes none. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Lets this thread collect its garbage, all of it, once: some milliseconds. For moments in which much was made that is over. */
export function spareMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  collect();
}
