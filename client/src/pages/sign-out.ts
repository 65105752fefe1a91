/** The way out of this device. */
import { leave } from '../line/api.ts';
import { toast } from '../ui/toast.tsx';
import { sayRefusal } from './say-refusal.ts';

/** Ends the session here and shows how to sign in again; says why where that did not work. */
export async function signOut(): Promise<void> {
  const answer = await leave();
  if (answer.ok) location.assign('/enter');
  else toast(sayRefusal(answer.refusal));
}
