/** Which threads are shown, with how many there are of each kind. */
import { memo } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { Segmented } from '../ui/segmented.tsx';
import type { ThreadFilter } from './thread-filter.ts';
import { threadFilters } from './thread-filter.ts';

const words = phrases.margin.filter;

export interface FilterBarProps {
  readonly filter: ThreadFilter;
  readonly onFilter: (filter: ThreadFilter) => void;
  readonly counts: Record<ThreadFilter, number>;
}

/** Drawn anew when its numbers change: the margin around it is with each line that is written. */
export const FilterBar = memo(function FilterBar({ filter, onFilter, counts }: FilterBarProps) {
  // Seldom wanted, and then at once: the line has no room to spare.
  const isShown = (value: ThreadFilter) =>
    value !== 'to-confirm' || counts[value] > 0 || filter === value;
  return (
    <Segmented
      label={words.label}
      look="quiet"
      segments={threadFilters.filter(isShown).map((value) => ({
        value,
        label: words[value],
        // All of them is no number to act on; it would cost the line.
        ...(value !== 'all' && { count: counts[value] }),
      }))}
      value={filter}
      onChange={onFilter}
    />
  );
});
