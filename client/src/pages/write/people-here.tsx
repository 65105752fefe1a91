/** Who else is in the draft now, and in which section. Choosing somebody leads to their section. */
import type { Section } from '@gloss/shared/text/outline';
import type { BlockId } from '@gloss/shared/words/ids';

import type { Present } from '../../desk/desk.ts';
import { phrases } from '../../phrases/phrases.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { sectionName } from './section-name.ts';

import styles from './people-here.module.css';

export interface PeopleHereProps {
  readonly present: readonly Present[];
  readonly sections: readonly Section[];
  /** How many are drawn before the rest is a number. */
  readonly most: number;
  readonly onGo: (section: BlockId) => void;
}

export function PeopleHere({ present, sections, most, onGo }: PeopleHereProps) {
  const words = phrases.pages.here;
  if (present.length === 0) return null;
  const drawn = present.slice(0, most);
  const rest = present.length - drawn.length;
  return (
    <Menu
      label={words.label}
      trigger={
        <Button look="ghost" className={styles.trigger}>
          <VisuallyHidden>{words.these(present.map(({ name }) => name))}</VisuallyHidden>
          {drawn.map(({ account, name, colour }) => (
            <Avatar key={account} name={name} colour={colour} isDecoration />
          ))}
          {rest > 0 && (
            <span aria-hidden className={styles.rest}>
              {words.more(rest)}
            </span>
          )}
        </Button>
      }
    >
      {present.map((person) => (
        <MenuItem
          key={person.account}
          icon={<Avatar name={person.name} colour={person.colour} isDecoration />}
          isDisabled={person.section === null}
          onAction={() => person.section !== null && onGo(person.section)}
        >
          {whereIs(person, sections)}
        </MenuItem>
      ))}
    </Menu>
  );
}

function whereIs(person: Present, sections: readonly Section[]): string {
  const words = phrases.pages.here;
  const section = sections.find(({ bid }) => bid === person.section);
  return section ? words.in(person.name, sectionName(section)) : person.name;
}
