/** One line of `gloss doctor`. */

export interface Advice {
  /** ok: as it should be. look: works, and may not be what was meant. wrong: Gloss will not start, or words are at risk. */
  readonly is: 'ok' | 'look' | 'wrong';
  /** A variable, or a part of the machine. */
  readonly about: string;
  /** How it is. */
  readonly says: string;
  /** What to do, as a sentence; absent where there is nothing to do. */
  readonly todo?: string;
}

export function ok(about: string, says: string): Advice {
  return { is: 'ok', about, says };
}

export function look(about: string, says: string, todo: string): Advice {
  return { is: 'look', about, says, todo };
}

export function wrong(about: string, says: string, todo: string): Advice {
  return { is: 'wrong', about, says, todo };
}
