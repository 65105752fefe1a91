/**
 * What a traced house says of its promises: that something begins to become true, and that people were told so. A fact is
 * a key with a value; after a power cut the value is the last one people were told, or one that had begun since.
 */
import { writeSync } from 'node:fs';

export interface Fact {
  /** What it is about: kind, draft, and whatever names the thing, with slashes between. */
  readonly key: string;
  /** Whatever JSON can say; null where it is not there. */
  readonly value: unknown;
}

/** Says that something begins, does it, and says that it is done. */
export async function promised<Value>(
  facts: readonly Fact[],
  work: () => Promise<Value>,
): Promise<Value> {
  say('begins', facts);
  const value = await work();
  say('did', facts);
  return value;
}

export function say(word: 'begins' | 'did', facts: readonly Fact[]): void {
  // At once: strace sees the word leave before whatever comes next.
  for (const fact of facts) writeSync(1, `${word} ${JSON.stringify(fact)}\n`);
}

/** @returns for each key the values that it may have, as JSON, when only this much was said. */
export function allowedAfter(said: readonly string[]): Map<string, Set<string>> {
  const allowed = new Map<string, Set<string>>();
  for (const line of said) {
    const [, word, json] = /^(begins|did) (\{.*\})$/.exec(line) ?? [];
    if (word === undefined || json === undefined) continue;
    const { key, value } = JSON.parse(json) as Fact;
    const before = word === 'did' ? [] : (allowed.get(key) ?? ['null']);
    allowed.set(key, new Set([...before, JSON.stringify(value)]));
  }
  return allowed;
}

/** @returns a line for each key whose value is none that it may have. `observed` is asked for JSON. */
export async function brokenFacts(
  said: readonly string[],
  observed: (key: string) => Promise<unknown>,
): Promise<string[]> {
  const broken: string[] = [];
  for (const [key, values] of allowedAfter(said)) {
    const value = JSON.stringify((await observed(key)) ?? null);
    if (!values.has(value)) broken.push(`${key} is ${value}, not ${[...values].join(' or ')}`);
  }
  return broken;
}
