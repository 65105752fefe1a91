/** The margin without a thread to show: why, and what this person can do. */
import { may } from '@gloss/shared/rules/may';
import type { Role } from '@gloss/shared/words/role';
import { MessageSquare } from 'lucide-react';

import { phrases } from '../phrases/phrases.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import type { ThreadFilter } from './thread-filter.ts';

const words = phrases.margin.empty;

export interface MarginEmptyProps {
  readonly filter: ThreadFilter;
  /** Whether the draft has no thread at all. */
  readonly isFirst: boolean;
  readonly role: Role;
}

export function MarginEmpty({ filter, isFirst, role }: MarginEmptyProps) {
  return (
    <EmptyState icon={<MessageSquare />} title={words[isFirst ? 'all' : filter]}>
      {adviceFor(isFirst ? 'all' : filter, role)}
    </EmptyState>
  );
}

function adviceFor(filter: ThreadFilter, role: Role): string {
  if (filter === 'decided') return words.decided1;
  if (filter === 'mine') return words.mine1;
  if (filter === 'to-confirm') return words.confirm1;
  if (filter === 'orphaned') return words.orphaned1;
  return may(role, 'annotate') ? words.mayAnnotate : words.mayOnlyRead;
}
