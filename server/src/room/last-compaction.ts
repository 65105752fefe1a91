/** What is left to do when the house closes: short tails for the next start, and deleted words off the disk. */

/** Compaction may be cut short: the journal is whole without it, and who ends a server waits for it. */
const compactForMs = 5000;

/** Compacts one after the other, as long as there is time. Never rejects. */
export async function compactWhileTime(
  rooms: readonly { compact(): Promise<void> }[],
  forMs = compactForMs,
): Promise<void> {
  let isOver = false;
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    isOver = true;
    resolve();
  }, forMs);
  for (const room of rooms) {
    if (isOver) break;
    await Promise.race([room.compact().catch(() => undefined), over]);
  }
  clearTimeout(timer);
}
