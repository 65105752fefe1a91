/** What whoever edits is told when a table would get too large: the edit is not done (text/fitting-edits.ts). */
import { mostCells, mostColumns } from '@gloss/shared/text/table-size';

import { phrases } from '../phrases/phrases.ts';
import { toast } from '../ui/toast.tsx';

export function sayTableTooLarge(): void {
  toast(phrases.editor.tableTooLarge(mostColumns, mostCells));
}
