/** Long commands beside a running house: the people who write in it come first. */
import { constants, setPriority } from 'node:os';

/** From now on this process gets the processor when the server does not want it. */
export function givePrecedence(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Where the system does not allow that, it takes its turn as everyone does.
  }
}
