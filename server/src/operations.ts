/** What a house has for those who run it: health, metrics, and what both are read from. Made before the house, and outlives it. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Config } from './config.ts';
import { answersHealth, Health } from './gate/health-routes.ts';
import type { Exposition } from './gate/metrics-routes.ts';
import { answersMetrics } from './gate/metrics-routes.ts';
import type { HouseFigures } from './metrics/exposition.ts';
import { Meters } from './metrics/meters.ts';

export interface Operations {
  readonly health: Health;
  readonly meters: Meters;
  /** Answers the addresses that are for operators. @returns false for every other one. */
  answers(request: IncomingMessage, response: ServerResponse): boolean;
  /** Makes the metrics readable, where they are wanted. */
  expose(figures: HouseFigures): Promise<void>;
}

export function operationsFor({ metricsToken: token }: Pick<Config, 'metricsToken'>): Operations {
  const meters = new Meters();
  const health = new Health(() => meters.commitAge);
  let exposition: Exposition | null = null;
  const metrics = { token, exposition: () => exposition };
  return {
    health,
    meters,
    answers: (request, response) =>
      answersHealth(request, response, health) || answersMetrics(request, response, metrics),
    expose: async (figures) => {
      if (token === undefined) return;
      // No start without metrics waits for the library.
      const { expose } = await import('./metrics/exposition.ts');
      exposition = expose(meters, figures);
    },
  };
}
