/** A text area in which `@` names people: arrows choose, Enter takes, Escape closes the list and keeps the words. */
// A text area may not be a combobox, and its list has no HTML element of its own: roles are the only way.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role */
import type { KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { announce } from '../ui/announcer.ts';
import { Avatar } from '../ui/avatar.tsx';
import { classes } from '../ui/classes.ts';
import { TextArea } from '../ui/text-area.tsx';
import { useMarginWorld } from './margin-world.ts';
import type { Naming } from './mention-text.ts';
import { named, namingAt, peopleFor } from './mention-text.ts';

import styles from './mention-area.module.css';

const words = phrases.margin.mention;

/** What is typed, and whom the names chosen from the list mean. Survives JSON. */
export interface MentionText {
  readonly text: string;
  readonly chosen: Readonly<Record<string, string>>;
}

export const noWords: MentionText = { text: '', chosen: {} };

export interface MentionAreaProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly error?: string | undefined;
  readonly value: MentionText;
  readonly onChange: (value: MentionText) => void;
  readonly rows?: number;
  readonly takesFocus?: boolean;
}

export function MentionArea({ value, onChange, ...field }: MentionAreaProps) {
  const { participants } = useMarginWorld();
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [naming, setNaming] = useState<Naming | null>(null);
  const [at, setAt] = useState(0);
  const people = naming === null ? [] : peopleFor(naming.query, participants);
  const isOpen = people.length > 0;
  const idOf = (index: number) => `${listId}-${index}`;

  const look = () => {
    const element = area.current;
    const next = element && namingAt(element.value, element.selectionStart);
    setNaming(next);
    setAt(0);
    if (next && naming === null) announce(words.found(peopleFor(next.query, participants).length));
  };

  const choose = (index: number) => {
    const person = people[index];
    const element = area.current;
    if (!person || !naming || !element) return;
    const { text, caret } = named(value.text, naming, person.name);
    onChange({ text, chosen: { ...value.chosen, [person.name]: person.account } });
    setNaming(null);
    // After React has written the new text: before that the caret would land in the old one.
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(caret, caret);
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || event.nativeEvent.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (steps !== undefined) setAt((at + steps + people.length) % people.length);
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab')
      choose(at);
    else if (event.key === 'Escape') setNaming(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.place}>
      <TextArea
        {...field}
        areaRef={area}
        value={value.text}
        onChange={(text) => {
          onChange({ ...value, text });
          look();
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setNaming(null)}
        onClick={look}
        aria-autocomplete="list"
        {...(isOpen && { 'aria-controls': listId, 'aria-activedescendant': idOf(at) })}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label={words.label}
        hidden={!isOpen}
        className={styles.list}
      >
        {people.map(({ account, name, organisation, colour }, index) => (
          // The keys are the area's: the options never have the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={account}
            id={idOf(index)}
            role="option"
            aria-selected={index === at}
            className={classes(styles.option, index === at && styles.chosen)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(index)}
          >
            <Avatar name={name} colour={colour} isDecoration />
            <span>
              {name}
              {organisation !== '' && <span className={styles.from}> {organisation}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
