/** What the harness asks of an adapter, as far as ours is one. */

/** A process of a server under test; the harness waits until it listens on `port`. */
export interface Process {
  readonly name: string;
  readonly cmd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
}

/** One run of one server, as the harness hands it on. */
export interface Run {
  /** Three, of which a server on one node takes the first. */
  readonly ports: readonly [number, number, number];
  /** The working directory of the server; it holds a log file for each process, and is kept when the server is restarted. */
  readonly dir: string;
  /** What `--set key=value` gave. */
  readonly set: Readonly<Record<string, string>>;
}

/** A server that the harness can measure; its README says more. */
export interface Adapter {
  procs(run: Run): readonly Process[] | Promise<readonly Process[]>;
  /** The path of a document's socket, where `prepare` named none. */
  path(document: string, run: Run): string;
  headers?(document: string, run: Run): Readonly<Record<string, string>>;
  /** Once for each run, before anybody connects. @returns the paths of the documents' sockets */
  prepare?(run: Run, documents: readonly string[]): Promise<Map<string, string>>;
  readonly persists?: boolean;
}
