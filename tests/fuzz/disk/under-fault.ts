/**
 * The rule under proof on a disk that fails: from the first refused write on nobody is told "saved", the process ends with
 * a sentence and code 1, and what anyone could rely on is there when it runs again on a sound disk.
 */
import type { Dice } from '../../stage/dice.ts';
import type { House } from '../../stage/house.ts';
import type { Person } from '../../stage/person.ts';
import { until } from '../../stage/until.ts';
import type { Survived } from '../survival.ts';
import { survive } from '../survival.ts';

export interface UnderFault extends Survived {
  /** One line for each thing a server did that it must not do on a disk that fails. */
  readonly wrong: readonly string[];
  /** From the first edit after the fault to the end of the process. */
  readonly endsMs: readonly number[];
}

export interface Trial {
  readonly rounds: number;
  readonly chance: Dice;
  /** What the last line must say. */
  readonly says: RegExp;
  /** Whether no edit typed after `fails` may be acknowledged. On a disk that is only nearly full, some may. */
  readonly isFinal: boolean;
  /** @returns what it does, for the report. */
  fails(): string;
  recovers(): void;
}

/** Lets people work, makes the disk fail under them, and looks at what is there afterwards; again and again. */
export async function surviveFaults(house: House, trial: Trial): Promise<UnderFault> {
  const wrong: string[] = [];
  const endsMs: number[] = [];
  let late: Person | undefined;
  const { missing, counts, restartsMs } = await survive(
    {
      enter: (name, role) => house.enter(name, role),
      crash: async () => {
        // She is in nobody's count: what she types comes after the fault.
        late ??= await house.enter('Zoe', 'editor');
        await until('Zoe is back', () => late?.isSaved ?? false);
        const ended = endOf(house);
        const fault = trial.fails();
        const { tally } = late;
        const saved = tally.acknowledged;
        const began = performance.now();
        const isLied = (): boolean => trial.isFinal && tally.acknowledged > saved;
        await typesUntilItEnds(late, ended, isLied);
        endsMs.push(performance.now() - began);
        if (isLied()) wrong.push(`acknowledged an edit after a write had failed (${fault})`);
        if (!ended.isOver) {
          wrong.push(`goes on after a write had failed (${fault})`);
          return house.crash();
        }
        if (ended.code !== 1) wrong.push(`ended with ${ended.code}`);
        if (!trial.says.test(lastLine(house))) wrong.push(`said: ${lastLine(house)}`);
        late.disconnects();
      },
      reopen: async () => {
        trial.recovers();
        await house.reopen();
        await late?.reconnects();
      },
    },
    trial.rounds,
    trial.chance,
  );
  return { missing, counts, restartsMs, wrong, endsMs };
}

interface Ending {
  isOver: boolean;
  code?: number | null;
}

/** A server that has not ended when so many edits were typed after the fault goes on as if nothing were. */
const editsAtMost = 300;

function endOf(house: House): Ending {
  const ending: Ending = { isOver: false };
  void house.ends().then((code) => {
    ending.isOver = true;
    ending.code = code;
  });
  return ending;
}

async function typesUntilItEnds(
  person: Person,
  ending: Ending,
  isLied: () => boolean,
): Promise<void> {
  for (let edit = 0; edit < editsAtMost && !ending.isOver && !isLied(); edit += 1) {
    const { sent } = person.tally;
    person.types('late ');
    await until(
      'the edit is saved, or the server has ended',
      () => ending.isOver || person.tally.acknowledged > sent || !person.isSynced,
    );
  }
  // Or goes on, and that is for the caller to say.
  await until('the server has ended', () => ending.isOver, 3000).catch(() => undefined);
}

function lastLine({ printed }: House): string {
  return printed.trim().split('\n').at(-1) ?? '';
}
