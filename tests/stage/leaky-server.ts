/** The real server with a line that leaks: the control of operations.spec.ts. It writes down whatever it is sent as JSON. */
import { writeSync } from 'node:fs';

const { parse } = JSON;

JSON.parse = (words: string, ...rest: never[]): unknown => {
  writeSync(2, `${JSON.stringify({ event: 'leak', words })}\n`);
  return parse(words, ...rest);
};

// By address, so that the types of the whole server are not checked by the rules of the tests.
await import(new URL('../../server/src/main.ts', import.meta.url).href);
