/** What an examination of a house says: what was looked at, and what is not as it should be. */

export interface Finding {
  /** wrong: words or accounts are at stake. look: harmless as it is, and yet not as it should be. */
  readonly is: 'wrong' | 'look';
  /** What it is about: the name of a document, a draft, a table or a file. */
  readonly about: string;
  /** One sentence, without words of any text. */
  readonly what: string;
  /** One sentence: what to do. */
  readonly todo: string;
}

/** How many of what were looked at. */
export type Counts = Record<string, number>;

/** What to do about whatever only an earlier state can mend. */
export const restoreIt =
  'Keep this folder, and restore the newest backup in which it is whole: gloss backup restore.';

/** Gathers findings and counts while a house is walked. */
export class Findings {
  readonly all: Finding[] = [];
  readonly counts: Counts = {};

  wrong(about: string, what: string, todo: string = restoreIt): void {
    this.all.push({ is: 'wrong', about, what, todo });
  }

  look(about: string, what: string, todo: string): void {
    this.all.push({ is: 'look', about, what, todo });
  }

  count(what: string, more = 1): void {
    this.counts[what] = (this.counts[what] ?? 0) + more;
  }

  /** Does a part of the walk. Where it throws, that is a finding, and the walk goes on. */
  attempt<Value>(about: string, work: () => Value): Value | undefined {
    try {
      return work();
    } catch (error) {
      this.wrong(about, `It cannot be read: ${reasonOf(error)}`);
      return undefined;
    }
  }
}

/** @returns what an error says, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return said.replace(/\.?$/, '.');
}
