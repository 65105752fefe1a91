/** The way out of this device, as pages offer it. What the device keeps is cleared by `line/sign-out.ts`, loaded when it is wanted. */
import type { AccountId } from '@gloss/shared/words/ids';
import { navigate } from 'wouter/use-browser-location';

import { phrases } from '../phrases/phrases.ts';
import { toast } from '../ui/toast.tsx';

/** Ends the session here and shows how to sign in again; says so where the server is away, or changes wait to be sent. */
export async function leaveDevice(account: AccountId): Promise<void> {
  const { signOut } = await import('../line/sign-out.ts');
  const left = await signOut(account);
  if (left.is === 'unreachable') return toast(phrases.pages.account.stillIn);
  navigate('/enter', { replace: true });
  if (left.is === 'kept') toast(phrases.pages.account.kept(left.count));
}
