/** Whether a file can become a draft, said before it is sent. The server looks again, and inside. */
import { importBytes } from '@gloss/shared/wire/limits';

import { phrases } from '../../phrases/phrases.ts';

/** What the file chooser offers. */
export const acceptedEndings = ['.md', '.markdown', '.txt', '.html', '.htm'];

/** @returns the sentence that says why these files cannot be brought in, or null where the one of them can. */
export function whyNot(files: readonly Pick<File, 'name' | 'size'>[]): string | null {
  const words = phrases.pages.newDraft;
  const [file, ...others] = files;
  if (file === undefined) return null;
  if (others.length > 0) return words.oneOnly;
  const name = file.name.toLowerCase();
  if (!acceptedEndings.some((ending) => name.endsWith(ending))) return words.wrongKind(file.name);
  if (file.size === 0) return words.empty(file.name);
  if (file.size > importBytes) return words.tooLarge(file.name);
  return null;
}
