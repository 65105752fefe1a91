/** The real server with a line that leaks: the control of operations.spec.ts. It writes down whatever it is sent as JSON. */
const { parse } = JSON;

JSON.parse = (words: string, ...rest: never[]): unknown => {
  process.stderr.write(`${JSON.stringify({ event: 'leak', words })}\n`);
  return parse(words, ...rest);
};

await import('../../server/src/main.ts');

export {};
