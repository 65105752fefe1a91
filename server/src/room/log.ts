/** What the rooms and sockets write to the log; pino's logger is one. No words of a draft ever go there. */
export interface Log {
  warn(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
}
