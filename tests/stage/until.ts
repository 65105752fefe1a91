/** Waiting for facts: every spec and benchmark waits with `until`, none for a length of time. */

const lookEveryMs = 10;

/** Proofs with full counts take an hour, beside other work: a machine that is slow for a while is no finding. */
const patienceMs = process.env['PROVE'] === 'full' ? 120_000 : 20_000;

/**
 * Resolves with the first answer of `fact` that is neither false nor undefined; while it throws, it is not true yet.
 * Rejects after `timeoutMs`, naming the fact that did not come true and the last error met on the way.
 */
export async function until<Answer>(
  what: string,
  fact: () => Answer | Promise<Answer>,
  timeoutMs = patienceMs,
): Promise<Exclude<Answer, false | undefined>> {
  const deadline = performance.now() + timeoutMs;
  let cause: unknown;
  while (performance.now() < deadline) {
    try {
      const answer = await fact();
      if (answer !== false && answer !== undefined)
        return answer as Exclude<Answer, false | undefined>;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  throw new Error(`it did not come true within ${timeoutMs} ms: ${what}`, { cause });
}
