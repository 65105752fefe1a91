/** Which threads are shown, with how many there are of each kind; and the way to speak about the whole draft. */
import { MessageSquarePlus } from 'lucide-react';

import { phrases } from '../phrases/phrases.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { ThreadFilter } from './thread-filter.ts';
import { threadFilters } from './thread-filter.ts';

import styles from './filter-bar.module.css';

const words = phrases.margin;

export interface FilterBarProps {
  readonly filter: ThreadFilter;
  readonly onFilter: (filter: ThreadFilter) => void;
  readonly counts: Record<ThreadFilter, number>;
  /** Absent where the person may not annotate. */
  readonly onWholeDraft: (() => void) | undefined;
}

export function FilterBar({ filter, onFilter, counts, onWholeDraft }: FilterBarProps) {
  return (
    <div className={styles.bar}>
      <Segmented
        label={words.filter.label}
        look="quiet"
        segments={threadFilters.map((value) => ({
          value,
          label: words.filter[value],
          // All of them is no number to act on; it would cost the line.
          ...(value !== 'all' && { count: counts[value] }),
        }))}
        value={filter}
        onChange={onFilter}
      />
      {onWholeDraft && (
        <IconButton label={words.wholeDraft} icon={<MessageSquarePlus />} onPress={onWholeDraft} />
      )}
    </div>
  );
}
