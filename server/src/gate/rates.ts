/** How much one person, or one address, may ask for: a bucket of permits that fills again by itself. */
import type { Instant } from '@gloss/shared/words/ids';

export interface Rate {
  /** Permits in a full bucket. */
  readonly burst: number;
  readonly perSecond: number;
}

/** A token has 180 random bits; this only keeps the log and the disk quiet. */
export const entries: Rate = { burst: 60, perSecond: 1 };

/** From this many on, buckets that are full again are forgotten. */
const crowd = 10_000;

/** @returns a question: may this one, now? A yes takes a permit, a no takes nothing. A rate of Infinity refuses nobody. */
export function limiter({ burst, perSecond }: Rate, now: () => Instant): (who: string) => boolean {
  if (perSecond === Infinity) return () => true;
  const buckets = new Map<string, { permits: number; at: Instant }>();
  let tidyAt = crowd;
  return (who) => {
    const at = now();
    const bucket = buckets.get(who) ?? { permits: burst, at };
    const permits = Math.min(burst, bucket.permits + ((at - bucket.at) / 1000) * perSecond);
    const isAllowed = permits >= 1;
    buckets.set(who, { permits: isAllowed ? permits - 1 : permits, at });
    if (buckets.size > tidyAt) tidy(at);
    return isAllowed;
  };

  /** Looks at them all only when there are twice as many: a crowd of new names must not cost its square. */
  function tidy(at: Instant): void {
    for (const [who, bucket] of buckets) {
      if (bucket.permits + ((at - bucket.at) / 1000) * perSecond >= burst) buckets.delete(who);
    }
    tidyAt = Math.max(crowd, buckets.size * 2);
  }
}
