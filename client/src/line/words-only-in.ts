/** Which words one text has and another lacks: what a person would have to say again. Pure. */
import { wordDiff } from '@gloss/shared/text/word-diff';

/** @returns the words of one text that another lacks, those each run of them on a line of its own. Empty where it lacks none. */
export function wordsOnlyIn(device: string, server: string): string {
  const ours = device.split('\n');
  const theirs = server.split('\n');
  const before = without(theirs, ours).join('\n');
  const now = without(ours, theirs).join('\n');
  const runs: string[] = [''];
  for (const { kind, text } of wordDiff(before, now)) {
    if (kind === 'new') runs.push((runs.pop() ?? '') + text);
    else if (kind === 'same' && text.trim() !== '') runs.push('');
    else if (kind === 'same') runs.push((runs.pop() ?? '') + text);
  }
  return runs
    .map((run) => run.trim())
    .filter((run) => run !== '')
    .join('\n');
}

/** @returns the lines that another list does not have, each as often as it is missing there. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
