/** Told how the journal is doing, for those who run a house. Only ever told: nothing waits for it. */
export interface JournalWatch {
  /** Something waits for a commit, which begins now or very soon. */
  commitBegins(): void;
  /** It is on disk. A commit that fails ends the process, and is told to nobody here. */
  commitEnds(commit: {
    readonly batches: number;
    readonly entries: number;
    readonly ms: number;
  }): void;
  /** Nothing waits any more. */
  rests(): void;
  /** A checkpoint that was asked for was taken, or was not. */
  checkpointEnds(checkpoint: { readonly isTaken: boolean; readonly ms: number }): void;
}
