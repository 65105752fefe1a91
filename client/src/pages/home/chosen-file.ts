/** Whether a file can become a draft, said before it is sent. The server looks again, and inside. */
import { importBytes } from '@gloss/shared/wire/limits';

import { phrases } from '../../phrases/phrases.ts';

/** What is said of files that cannot be taken: for what they were chosen, and what is safe. */
export interface FileWords {
  readonly oneOnly: string;
  wrongKind(name: string): string;
  empty(name: string): string;
  tooLarge(name: string): string;
}

/** What the file chooser offers. */
export const acceptedEndings = ['.md', '.markdown', '.txt', '.html', '.htm'];

/** @returns the sentence that says why these files cannot be brought in, or null where the one of them can. */
export function whyNot(
  files: readonly Pick<File, 'name' | 'size'>[],
  words: FileWords = phrases.pages.newDraft,
): string | null {
  const [file, ...others] = files;
  if (file === undefined) return null;
  if (others.length > 0) return words.oneOnly;
  const name = file.name.toLowerCase();
  if (!acceptedEndings.some((ending) => name.endsWith(ending))) return words.wrongKind(file.name);
  if (file.size === 0) return words.empty(file.name);
  if (file.size > importBytes) return words.tooLarge(file.name);
  return null;
}
