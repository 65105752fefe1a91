/** Labels as people type them, in one line with commas. Limits of `words/thread` and `rules/acts/sort`. */

export const mostLabels = 8;
export const labelLength = 40;

/** @returns each label once, trimmed, in the order typed. */
export function labelsFrom(line: string): string[] {
  const labels = line.split(',').map((label) => label.trim().replaceAll(/\s+/g, ' '));
  return [...new Set(labels.filter((label) => label !== ''))];
}

/** @returns what is wrong with them, or null. */
export function labelFault(labels: readonly string[]): 'too-many' | 'too-long' | null {
  if (labels.some((label) => label.length > labelLength)) return 'too-long';
  return labels.length > mostLabels ? 'too-many' : null;
}
