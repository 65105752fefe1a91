/** A section as people call it: "2.1 For people"; the document's title has no number. */
import type { Section } from '@gloss/shared/text/outline';

export function sectionName({ number, title }: Section): string {
  return number === '' ? title : `${number} ${title}`;
}
