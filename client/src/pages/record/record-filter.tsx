/** Narrows the record to a person, or to a kind of thing done. */
import type { Participant } from '@gloss/shared/words/participant';
import { RecordKind } from '@gloss/shared/words/record';

import { phrases } from '../../phrases/phrases.ts';
import { Select } from '../../ui/select.tsx';
import type { Filter } from './use-record.ts';

import styles from './record-filter.module.css';

/** Stands in the lists for what narrows nothing. */
const all = 'all';

export interface RecordFilterProps {
  readonly people: readonly Participant[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

export function RecordFilter({ people, filter, onFilter }: RecordFilterProps) {
  const words = phrases.pages.record;
  const persons = people.map(({ account, name }) => ({ value: account, label: name }));
  const kinds = RecordKind.options.map((kind) => ({ value: kind, label: words.kinds[kind] }));
  return (
    <div className={styles.filter}>
      <Select<string>
        label={words.who}
        options={[{ value: all, label: words.anybody }, ...persons]}
        value={filter.by ?? all}
        onChange={(value) => {
          const chosen = people.find(({ account }) => account === value);
          onFilter({ ...filter, by: chosen?.account ?? null });
        }}
      />
      <Select<RecordKind | typeof all>
        label={words.kind}
        options={[{ value: all, label: words.kinds.all }, ...kinds]}
        value={filter.kind ?? all}
        onChange={(value) => onFilter({ ...filter, kind: value === all ? null : value })}
      />
    </div>
  );
}
