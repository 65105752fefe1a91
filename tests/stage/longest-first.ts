/**
 * The order of test files: what takes longest begins first, so that in the end no worker is alone with it. Vitest remembers
 * how long each took; in a fresh clone, where it goes by size, this list does, for the longest are short to write.
 */
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

const longest: readonly string[] = [
  'tests/fuzz/power/power.spec.ts',
  'tests/fuzz/crash.spec.ts',
  'tests/fuzz/network/network.spec.ts',
  'tests/fuzz/schedules/schedules.spec.ts',
  'tests/fuzz/frames/frames.spec.ts',
  'tests/browser/anchors.spec.ts',
  'tests/browser/screens.spec.ts',
  'tests/browser/refused.spec.ts',
  'tests/browser/story.spec.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- not an array's
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId.endsWith(name));
      return at === -1 ? longest.length : at;
    };
    // Stable: whatever is not listed stays in Vitest's order, and the projects take their turns anyway.
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}
