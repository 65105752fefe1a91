/** Waiting for facts: every spec waits with `until`, none for a length of time. */
import { vi } from 'vitest';

/**
 * Resolves with the first answer of `fact` that is neither false nor undefined.
 * Rejects after `timeoutMs`, naming the fact that did not come true.
 */
export async function until<Answer>(
  what: string,
  fact: () => Answer | Promise<Answer>,
  timeoutMs = 20_000,
): Promise<Exclude<Answer, false | undefined>> {
  return vi.waitFor(
    async () => {
      const answer = await fact();
      if (answer === false || answer === undefined) throw new Error(`not yet: ${what}`);
      return answer as Exclude<Answer, false | undefined>;
    },
    { timeout: timeoutMs, interval: 10 },
  );
}
