/**
 * Remembers what people could rely on when the server died: edits it had acknowledged, edits another person had on
 * screen, acts it had answered, whatever had reached anyone's docket. Then reads as someone who has just come in, and
 * names what is gone.
 */
import type { Thread } from '@gloss/shared/words/thread';
import * as Y from 'yjs';

import type { Person } from '../stage/person.ts';
import type { Tally } from '../stage/socket.ts';

/** One edit on its way: a word put into the text, or taken out again. */
interface Edit {
  readonly is: 'put' | 'cut';
  readonly word: string;
  readonly by: Person;
  /** Saved when the server has acknowledged this many update messages of that socket. */
  readonly tally: Tally;
  readonly number: number;
}

/** What an act that was answered 200 must have left in the docket. */
interface Answered {
  readonly act: string;
  readonly isIn: (threads: readonly Thread[]) => boolean;
}

/** Why someone relies on an edit. */
type Reason = 'acknowledged' | 'seen by another' | 'merged after a crash';

export class Witness {
  /** How much was put to the proof so far. */
  readonly counts = { acknowledged: 0, seen: 0, acts: 0, accepted: 0 };
  #underway: Edit[] = [];
  /** Word → why someone relies on it. */
  #mustRead = new Map<string, Reason>();
  #mustNotRead = new Set<string>();
  #answered: Answered[] = [];
  #words = 0;

  /** @returns a word that nobody has written yet. */
  newWord(by: Person): string {
    this.#words += 1;
    return `${by.name}.${this.#words}`;
  }

  /** Call right after the edit, while the socket's count still is the number of its message. */
  edited(by: Person, is: Edit['is'], word: string): void {
    // A word that is being cut may be there or not, until the cut is acknowledged.
    this.#mustRead.delete(word);
    this.#underway = this.#underway.filter((edit) => edit.word !== word);
    this.#underway.push({ is, word, by, tally: by.tally, number: by.tally.sent });
  }

  /** Someone proposed other words for this one: whether it stays is up to the lead. */
  mayBeReplaced(word: string): void {
    this.#mustRead.delete(word);
    this.#underway = this.#underway.filter((edit) => edit.word !== word);
  }

  answered(answered: Answered): void {
    this.#answered.push(answered);
    this.counts.acts += 1;
  }

  /** @returns the words of this person that are saved and may be cut. */
  savedWordsOf(person: Person): string[] {
    const acknowledged = this.#underway.filter((edit) => edit.is === 'put' && isAcknowledged(edit));
    const words = [...acknowledged.map(({ word }) => word), ...this.#mustRead.keys()];
    return words.filter((word) => word.startsWith(`${person.name}.`));
  }

  /** The server is dead and every socket closed: what came through until now, people rely on. */
  crashed(people: readonly Person[]): void {
    const screens = people.map((person) => ({ person, words: wordsOn(person) }));
    const isSeen = ({ is, word, by }: Edit): boolean =>
      is === 'put' && screens.some(({ person, words }) => person !== by && words.has(word));
    this.counts.seen += this.#underway.filter(isSeen).length;
    this.counts.acknowledged += this.#underway.filter(isAcknowledged).length;
    this.#settle('seen by another', isSeen);
    this.#settle('acknowledged', isAcknowledged);
  }

  /**
   * The server died while people came back. The first message of a new socket is all that the server lacks: whoever got it
   * acknowledged has everything saved.
   */
  crashedOnReturn(people: readonly Person[]): void {
    const isBack = ({ by }: Edit): boolean => by.tally.acknowledged > 0;
    this.counts.acknowledged += this.#underway.filter(isBack).length;
    this.#settle('acknowledged', isBack);
    this.crashed(people);
  }

  /** Everybody is back and saved: nothing is underway any more. */
  allSaved(): void {
    this.#settle('merged after a crash', () => true);
  }

  /**
   * @returns a line for each thing that someone of `people` relied on and that this person, who has just come in, does not
   * find.
   */
  missedBy(newcomer: Person, people: readonly Person[]): string[] {
    const words = wordsOn(newcomer);
    const twice = allWordsOn(newcomer).filter((word, at, all) => all.indexOf(word) !== at);
    const threads = newcomer.threads();
    this.counts.accepted = threads.filter(({ proposal }) => proposal?.applied).length;
    return [
      ...twice.map((word) => `twice: ${word}`),
      ...[...this.#mustRead]
        .filter(([word]) => !words.has(word))
        .map(([word, reason]) => `lost: ${word}, ${reason}`),
      ...[...this.#mustNotRead].filter((word) => words.has(word)).map((word) => `back: ${word}`),
      ...threads
        .filter((thread) => isHalfDone(thread, words))
        .map(({ number }) => `half done: the acceptance of #${number}`),
      ...this.#answered.filter(({ isIn }) => !isIn(threads)).map(({ act }) => `undone: ${act}`),
      ...people.flatMap((person) => goneBetween(person, newcomer)),
    ];
  }

  #settle(reason: Reason, isReliedOn: (edit: Edit) => boolean): void {
    for (const edit of this.#underway.filter(isReliedOn)) {
      if (edit.is === 'put') this.#mustRead.set(edit.word, reason);
      else this.#mustNotRead.add(edit.word);
    }
    this.#underway = this.#underway.filter((edit) => !isReliedOn(edit));
  }
}

/** An accepted proposal is in the text and in the docket, or in neither. */
function isHalfDone({ proposal }: Thread, words: ReadonlySet<string>): boolean {
  return proposal !== undefined && words.has(proposal.wording.trim()) !== !!proposal.applied;
}

function isAcknowledged({ tally, number }: Edit): boolean {
  return tally.acknowledged >= number;
}

/** What others had made and this person had received, word or not, answered or not: anchors that moved as well. */
function goneBetween(person: Person, newcomer: Person): string[] {
  const gone = (of: 'text' | 'docket'): string[] => {
    const found = Y.decodeStateVector(Y.encodeStateVector(newcomer[of]));
    return [...Y.decodeStateVector(Y.encodeStateVector(person[of]))]
      .filter(([client, clock]) => {
        // What one wrote oneself may be underway still; a docket is written by the server alone.
        return client !== person[of].clientID && clock > (found.get(client) ?? 0);
      })
      .map(([client, clock]) => {
        const from = found.get(client) ?? 0;
        return `gone: ${of} ${client}, ${from} to ${clock}, seen by ${person.name}`;
      });
  };
  return [...gone('text'), ...gone('docket')];
}

/** Words may stand right after others' text, but never within a word. */
function wordsOn(person: Person): Set<string> {
  return new Set(allWordsOn(person));
}

function allWordsOn(person: Person): string[] {
  return person.reads().match(/[A-Z][a-z]+\.\d+/g) ?? [];
}
