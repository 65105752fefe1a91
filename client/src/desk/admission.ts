/** Who comes to which draft: asked of the server, and of this device when the server is away. */
import type { Me } from '@gloss/shared/wire/api';
import { Me as MeForm } from '@gloss/shared/wire/api';
import { DraftCard } from '@gloss/shared/words/draft';
import { AccountId } from '@gloss/shared/words/ids';
import type { DraftId } from '@gloss/shared/words/ids';

import { isOfTheMoment } from '../line/answer.ts';
import type { draft as askDraft, me as askMe } from '../line/api.ts';
import type { Device } from '../line/device.ts';
import type { WhyShut } from './desk.ts';

export type Admission =
  | {
      readonly is: 'admitted';
      readonly me: Me;
      readonly card: DraftCard;
      /** The server was away: the card may be out of date. */
      readonly isRemembered: boolean;
    }
  | { readonly is: 'shut'; readonly why: WhyShut; readonly account: AccountId | null };

export interface Doors {
  me: typeof askMe;
  draft: typeof askDraft;
}

/** Asks, remembers the answers on the device, and forgets who was here when they are signed out. */
export async function admit(doors: Doors, device: Device, draft: DraftId): Promise<Admission> {
  const [who, what, known] = await Promise.all([
    doors.me(),
    doors.draft(draft),
    rememberedMe(device),
  ]);
  const account = who.ok ? who.value.account : (known?.account ?? (await lastHere(device)));
  if (!who.ok && !isOfTheMoment(who.refusal)) {
    await forgetMe(device);
    if (account !== null) await rememberLast(device, account);
    return { is: 'shut', why: 'sign-in', account };
  }
  const me = who.ok ? who.value : known;
  if (me === null) return { is: 'shut', why: 'unreachable', account };
  await rememberMe(device, me);
  if (what.ok) {
    await rememberCard(device, me.account, what.value);
    return { is: 'admitted', me, card: what.value, isRemembered: !who.ok };
  }
  switch (what.refusal.code) {
    // A server in trouble says nothing about the draft: what this device has of it stays open.
    case 'fault':
    case 'too-many':
    case 'unreachable': {
      const card = await rememberedCard(device, me.account, draft);
      if (card) return { is: 'admitted', me, card, isRemembered: true };
      return { is: 'shut', why: 'unreachable', account };
    }
    case 'not-signed-in':
      return { is: 'shut', why: 'sign-in', account };
    case 'not-your-role':
      return { is: 'shut', why: 'not-allowed', account };
    default:
      return { is: 'shut', why: 'no-such-draft', account };
  }
}

/** Keeps what the server last said about a draft. What the disk has no room for is asked again next time. */
export async function rememberCard(
  device: Device,
  account: AccountId,
  card: DraftCard,
): Promise<void> {
  await device.put([account, card.id, 'card'], card).catch(() => undefined);
}

/** Forgets who is signed in here: with the server away, nobody is. */
export async function forgetMe(device: Device): Promise<void> {
  await device.remove(['me']);
}

/** Remembers whose changes wait here, for the page that says so to whoever must sign in again. */
async function rememberLast(device: Device, account: AccountId): Promise<void> {
  await device.put(['last'], account).catch(() => undefined);
}

async function lastHere(device: Device): Promise<AccountId | null> {
  const account = AccountId.safeParse(await device.get(['last']));
  return account.success ? account.data : null;
}

async function rememberMe(device: Device, me: Me): Promise<void> {
  await device.put(['me'], me).catch(() => undefined);
}

async function rememberedMe(device: Device): Promise<Me | null> {
  const me = MeForm.safeParse(await device.get(['me']));
  return me.success ? me.data : null;
}

async function rememberedCard(
  device: Device,
  account: AccountId,
  draft: DraftId,
): Promise<DraftCard | null> {
  const card = DraftCard.safeParse(await device.get([account, draft, 'card']));
  return card.success ? card.data : null;
}
