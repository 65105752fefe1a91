/** Rounds of typing and rebuilding by three people, and what became of every letter. */
import { fillBody } from '@gloss/shared/text/content';
import { heading, list, paragraph } from '@gloss/shared/text/fixture';
import * as Y from 'yjs';

import { dice } from '../../stage/dice.ts';
import { Writer } from './writer.ts';

export interface Terms {
  /** How many of the three make other blocks of blocks; all of them type. */
  readonly rebuilders: number;
  /** Whether lost words are minded. */
  readonly minds: boolean;
}

export interface Outcome {
  /** A line for each letter that is nowhere, and for each text that differs. */
  readonly missing: readonly string[];
  /** A line for each letter that stands twice. */
  readonly doubled: readonly string[];
  readonly letters: number;
  /** How many of them have no place, and somebody was told. */
  readonly homeless: number;
}

const steps = 80;

export function runRound(seed: number, { rebuilders, minds }: Terms): Outcome {
  const chance = dice(seed);
  const server = new Y.Doc();
  fillBody(server, {
    type: 'doc',
    content: [
      heading(1, 'A strategy for care'),
      paragraph('The quick amber fox should jump over all lazy dogs.'),
      paragraph('Each board will name a clinical lead, and says by when.'),
      list('Look after people', 'Listen first, and answer'),
      paragraph('At the end all of it is read out aloud.'),
    ],
  });
  const people = [0, 1, 2].map(() => new Writer(server, chance, minds));
  const letters: string[] = [];
  const sends = (person: Writer): void => {
    const update = person.sends();
    if (update === null) return;
    // What the server tells is what its own text did with it.
    const tell = (told: Uint8Array) => {
      for (const other of people) if (other !== person) other.told(told);
    };
    server.on('update', tell);
    Y.applyUpdate(server, update);
    server.off('update', tell);
  };
  for (let step = 0; step < steps; step += 1) {
    const at = chance.upTo(2);
    const person = people[at] as Writer;
    const roll = chance.upTo(99);
    if (roll < 35) {
      const letter = String.fromCodePoint(0x4e00 + letters.length);
      person.types(letter);
      letters.push(letter);
    } else if (roll < 45) {
      if (at < rebuilders) person.rebuilds();
    } else if (roll < 65) sends(person);
    else if (roll < 85) person.receives();
    else if (roll < 91) person.goesOffline();
    else if (roll < 93) person.reloads();
    else person.comesBack(server);
  }
  while (people.some(({ isDone }) => !isDone))
    for (const person of people) {
      person.comesBack(server);
      while (person.receives());
      sends(person);
    }
  const texts = people.map((person) => person.reads());
  const [text = ''] = texts;
  const told = new Set(people.flatMap(({ homeless }) => homeless).join(''));
  const missing = letters.filter((letter) => !text.includes(letter) && !told.has(letter));
  const doubled = letters.filter((letter) => text.split(letter).length > 2);
  const unlike = texts.some((each) => each !== text) ? ['the texts differ'] : [];
  for (const person of people) person.leaves();
  const homeless = letters.filter((letter) => !text.includes(letter) && told.has(letter)).length;
  return { missing: [...missing, ...unlike], doubled, letters: letters.length, homeless };
}
