/** Whether an address is worth sending. The server judges with the same rule. */
import { Appoint } from '@gloss/shared/wire/api';

export function looksLikeEmail(written: string): boolean {
  return Appoint.shape.email.safeParse(written.trim()).success;
}
