/** A progress bar on a terminal; nothing at all where the output goes elsewhere. On stderr, so that results stay alone on stdout. */
import { SingleBar } from 'cli-progress';

import type { Progress } from '../backup/check-drafts.ts';

/** Steps that follow each other, a bar each. */
export interface Steps {
  /** Ends the bar before it and begins one with this title. */
  step(title: string): Progress;
  end(): void;
}

export function showSteps(): Steps {
  const isSeen = process.stderr.isTTY && process.stdout.isTTY;
  let bar: SingleBar | undefined;
  const end = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    step: (title) => {
      end();
      if (!isSeen) return () => undefined;
      const made = new SingleBar({
        format: `${title.padEnd(28)} {bar} {percentage}%`,
        stream: process.stderr,
        barsize: 30,
        hideCursor: true,
      });
      made.start(1, 0);
      bar = made;
      return (done, total) => {
        made.setTotal(Math.max(total, 1));
        made.update(done);
      };
    },
    end,
  };
}
