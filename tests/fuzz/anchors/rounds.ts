/** Rounds in which three people edit, move, cut, undo and annotate, online and offline; and what was wrong in them. */
import { readQuote, resolveSpan } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { block, heading, list, paragraph, table, textOf } from '@gloss/shared/text/fixture';
import { posAt } from '@gloss/shared/text/positions';
import type { AnchorState } from '@gloss/shared/words/anchor';
import * as Y from 'yjs';

import { dice } from '../../stage/dice.ts';
import { Colleague } from './colleague.ts';
import { Keeping } from './keeping.ts';
import { Screen } from './screen.ts';

export interface Outcome {
  /** With the seed of its round. */
  readonly wrong: readonly string[];
  readonly figures: Readonly<
    Record<
      'rounds' | 'edits' | 'changes' | 'refused' | 'threads' | 'looked' | AnchorState['is'],
      number
    >
  >;
}

const steps = 60;

/** Each round has the seed after the one before. */
export function runRounds(seed: number, count: number): Outcome {
  const wrong: string[] = [];
  const figures = {
    rounds: count,
    edits: 0,
    changes: 0,
    refused: 0,
    threads: 0,
    looked: 0,
    anchored: 0,
    edited: 0,
    moved: 0,
    orphaned: 0,
  };
  for (let round = 0; round < count; round += 1) {
    const outcome = runRound(seed + round);
    for (const what of outcome.wrong) wrong.push(`${seed + round}: ${what}`);
    figures.edits += outcome.edits;
    figures.changes += outcome.changes;
    figures.refused += outcome.refused;
    figures.looked += outcome.keeping.looked;
    for (const { anchor } of outcome.keeping.threads.values()) {
      figures.threads += 1;
      if (anchor) figures[anchor.state.is] += 1;
    }
  }
  return { wrong, figures };
}

/** @returns what two runs found. */
export function together(one: Outcome, other: Outcome): Outcome {
  const figures = { ...one.figures };
  for (const name of Object.keys(figures) as (keyof typeof figures)[])
    figures[name] += other.figures[name];
  return { wrong: [...one.wrong, ...other.wrong], figures };
}

function runRound(seed: number) {
  const chance = dice(seed);
  const keeping = new Keeping(firstText());
  keeping.text.clientID = 1;
  const people = [2, 3, 4].map((client) => new Colleague(keeping.text, chance, client));
  const wrong: string[] = [];
  let [edits, changes, refused] = [0, 0, 0];
  const tells = (update: Uint8Array | null, by: Colleague | null) => {
    const threads = [...keeping.threads.values()];
    for (const person of people) person.told(person === by ? null : update, threads);
  };
  const sends = (person: Colleague) => {
    const update = person.sends();
    if (update === null) return;
    if (keeping.refuses(update)) {
      refused += 1;
      return person.isRefused(keeping.text, [...keeping.threads.values()]);
    }
    const kept = keeping.gets(update, person.account);
    changes += 1;
    wrong.push(...kept.wrong);
    tells(update, person);
  };
  for (let step = 0; step < steps; step += 1) {
    const person = chance.oneOf(people);
    const roll = chance.upTo(99);
    if (roll < 40) edits += person.edits() === null ? 0 : 1;
    else if (roll < 60) sends(person);
    else if (roll < 80) person.receives();
    else if (roll < 84) person.isOnline = false;
    else if (roll < 90) person.catchesUp();
    else if (annotates(keeping, person)) tells(null, null);
  }
  // What two wrote at once may fit no schema together: then the binding takes out of it, and has something to send again.
  do
    for (const person of people) {
      person.catchesUp();
      sends(person);
    }
  while (people.some(({ isDone }) => !isDone));
  for (const person of people) wrong.push(...person.wrong);
  wrong.push(...unlike(keeping, people));
  for (const person of people) person.leaves();
  return { wrong, edits, changes, refused, keeping };
}

function annotates(keeping: Keeping, person: Colleague): boolean {
  const selected = person.selects();
  return selected !== null && keeping.annotates(selected) !== null;
}

/** @returns where somebody, or who opens the draft only now, has a thread on other words than the server. */
function unlike({ text, threads }: Keeping, people: readonly Colleague[]): string[] {
  const fresh = new Y.Doc();
  Y.applyUpdate(fresh, Y.encodeStateAsUpdate(text));
  const screen = new Screen(fresh);
  screen.shows([...threads.values()]);
  const shown = [screen.drawn, ...people.map((person) => person.screen.drawn)];
  const wrong: string[] = [];
  for (const { id, anchor } of threads.values()) {
    if (!anchor || anchor.state.is === 'orphaned') continue;
    const [here, ...there] = [text, fresh, ...people.map(({ doc }) => doc)].map((doc) =>
      placeIn(doc, anchor.span),
    );
    if (there.some((place) => place !== here))
      wrong.push(`${id} is at ${here}, for others at ${there.join(' | ')}`);
    const [drawn, ...others] = shown.map((each) => each.get(id));
    if (others.some((other) => other !== drawn))
      wrong.push(`${id} is drawn at ${drawn}, for others at ${others.join(' | ')}`);
  }
  return wrong;
}

function placeIn(doc: Y.Doc, span: Parameters<typeof resolveSpan>[1]): string {
  const at = resolveSpan(doc, span);
  if (at === null) return 'nothing';
  const { exact } = readQuote(bodyOf(doc), at.start, at.end);
  return `${posAt(bodyOf(doc), at.start)} "${exact}"`;
}

/** Every kind of block, and words that stand more than once. */
function firstText(): Y.Doc {
  return textOf(
    heading(1, 'A strategy for care'),
    paragraph('The quick amber fox should jump over all lazy dogs.'),
    paragraph('Each board will name a clinical lead, and says by when.'),
    list('Yes', 'A quiet zone near every ward', 'Yes'),
    paragraph('Each board will name a clinical lead, and says by when.'),
    table(['Phase', 'What'], ['Listen', 'Yes'], ['Ask people', 'Yes']),
    block('blockquote', paragraph('They said so, and so did we.')),
    paragraph('The last paragraph closes the matter for the time being.'),
  );
}
