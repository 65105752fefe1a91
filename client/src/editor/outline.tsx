/** The sections of the draft: their numbers, what is open in each, who is there, and which one is being read. */
import type { Section } from '@gloss/shared/text/outline';
import type { AccountId, BlockId } from '@gloss/shared/words/ids';
import type { Colour } from '@gloss/shared/words/participant';
import { memo } from 'react';

import { formatList, formatNumber } from '../phrases/format.ts';
import { phrases } from '../phrases/phrases.ts';
import { Avatar } from '../ui/avatar.tsx';
import { classes } from '../ui/classes.ts';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';

import styles from './outline.module.css';

const words = phrases.editor;

/** Somebody who reads or writes here now. */
export interface PersonPresent {
  readonly account: AccountId;
  readonly name: string;
  readonly colour: Colour;
  /** Null above the first heading. */
  readonly section: BlockId | null;
}

export interface OutlineProps {
  readonly sections: readonly Section[];
  readonly current: BlockId | null;
  /** How many threads are open in each section; those without any may be absent. */
  readonly threads: ReadonlyMap<BlockId, number>;
  readonly present: readonly PersonPresent[];
  readonly onGo: (section: BlockId) => void;
}

/** More faces than this in one section become a number. */
const mostFaces = 2;

/** Most sections have nobody in them: their rows stay as they are while people move. */
const nobody: readonly PersonPresent[] = [];

export function Outline({ sections, current, threads, present, onGo }: OutlineProps) {
  return (
    <nav aria-label={words.sections} className={styles.outline}>
      <h2 className={styles.title}>{words.sections}</h2>
      {sections.length === 0 && <p className={styles.none}>{words.noSections}</p>}
      <ol className={styles.list}>
        {sections.map((section) => (
          <li key={section.bid}>
            <SectionRow
              section={section}
              isCurrent={section.bid === current}
              open={threads.get(section.bid) ?? 0}
              present={present.some((person) => person.section === section.bid) ? present : nobody}
              onGo={onGo}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface SectionRowProps {
  readonly section: Section;
  readonly isCurrent: boolean;
  readonly open: number;
  readonly present: readonly PersonPresent[];
  /** Always the same function, or every row is drawn anew whenever another section is read. */
  readonly onGo: (section: BlockId) => void;
}

const SectionRow = memo(function SectionRow(props: SectionRowProps) {
  const { section, isCurrent, open, present, onGo } = props;
  const { bid, title, number, level } = section;
  const here = present.filter((person) => person.section === bid);
  return (
    <button
      type="button"
      className={classes(styles.row, styles[`level${level}`], isCurrent && styles.current)}
      aria-current={isCurrent ? 'location' : undefined}
      onClick={() => onGo(bid)}
    >
      <span className={styles.name}>
        {number !== '' && <span className={styles.number}>{number} </span>}
        {title}
      </span>
      {here.length > 0 && <Faces people={here} />}
      {open > 0 && (
        <span className={styles.count}>
          <span aria-hidden>{formatNumber(open)}</span>
          <VisuallyHidden>{words.sectionThreads(open)}</VisuallyHidden>
        </span>
      )}
    </button>
  );
});

function Faces({ people }: { readonly people: readonly PersonPresent[] }) {
  const rest = people.length - mostFaces;
  return (
    <span className={styles.faces}>
      <VisuallyHidden>{words.hereNow(formatList(people.map(({ name }) => name)))}</VisuallyHidden>
      {people.slice(0, mostFaces).map(({ account, name, colour }) => (
        <Avatar key={account} name={name} colour={colour} size="small" isDecoration />
      ))}
      {rest > 0 && <span aria-hidden>+{formatNumber(rest)}</span>}
    </span>
  );
}
