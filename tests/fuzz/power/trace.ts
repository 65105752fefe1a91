/** A trace read back: one call after the other, with the moments at which it began and ended. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Call {
  readonly name: string;
  /** Between the brackets, as strace writes it. */
  readonly args: string;
  readonly result: number;
  /** Lines of the trace, from 1: the order of events. Two threads' calls may overlap. */
  readonly begin: number;
  readonly end: number;
}

const whole = /^(\d+) +(\w+)\((.*)\) += (-?\d+)/;
const unfinished = /^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$/;
const resumed = /^(\d+) +<\.\.\. \w+ resumed>(.*)\) += (-?\d+)/;

/** @returns the calls that succeeded, in the order in which they ended: only then a descriptor stands for its file. */
export async function readTrace(path: string): Promise<Call[]> {
  const calls: Call[] = [];
  const begun = new Map<string, { name: string; args: string; begin: number }>();
  let at = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    at += 1;
    const halfway = unfinished.exec(line);
    const back = resumed.exec(line);
    const one = whole.exec(line);
    if (halfway) {
      const [, thread = '', name = '', args = ''] = halfway;
      begun.set(thread, { name, args, begin: at });
    } else if (back) {
      const [, thread = '', args = '', result] = back;
      const first = begun.get(thread);
      if (first === undefined) throw new Error(`line ${at} of the trace resumes nothing`);
      begun.delete(thread);
      calls.push({ ...first, args: first.args + args, result: Number(result), end: at });
    } else if (one) {
      const [, , name = '', args = '', result] = one;
      calls.push({ name, args, result: Number(result), begin: at, end: at });
    } else if (!/\+\+\+|---|\) += \?/.test(line)) {
      throw new Error(`line ${at} of the trace is not understood: ${line.slice(0, 200)}`);
    }
  }
  return calls.filter(({ result }) => result >= 0).toSorted((one, two) => one.end - two.end);
}

/** @returns the strings of a call, in order: paths, or what is written. */
export function bytesIn({ name, args }: Call): Buffer[] {
  return [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g)].map(([, hex = '', cut]) => {
    if (cut !== undefined) throw new Error(`the trace holds only a part of a ${name}`);
    return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
  });
}

/** @returns the numbers that stand at the end of the arguments, after the last string or list. */
export function numbersAfter({ args }: Call): number[] {
  const end = Math.max(args.lastIndexOf('"'), args.lastIndexOf(']'), args.lastIndexOf('>'));
  return [...args.slice(end + 1).matchAll(/-?\d+/g)].map(Number);
}

/** @returns the descriptor that a call begins with. */
export function descriptorOf({ args }: Call): number {
  return Number.parseInt(args, 10);
}

/** @returns the folders that stand before paths (`AT_FDCWD<…>` or `5<…>`), decoded, in order. */
export function foldersIn({ args }: Call): string[] {
  return [...args.matchAll(/(?:AT_FDCWD|\d+)<((?:\\x[0-9a-f]{2})*)>/g)].map(([, hex = '']) =>
    Buffer.from(hex.replaceAll('\\x', ''), 'hex').toString(),
  );
}
