/** Who may do what: the table of product.md as data. The server enforces it at both doors; screens only reflect it. */
import type { Role } from '../words/role.ts';

const everyone: readonly Role[] = ['reader', 'reviewer', 'editor', 'lead'];
const reviewersUp: readonly Role[] = ['reviewer', 'editor', 'lead'];
const editorsUp: readonly Role[] = ['editor', 'lead'];
const leads: readonly Role[] = ['lead'];

/** Permission → the roles that have it. "Own" ones ask in addition that the words or the thread are the actor's. */
export const permissions = {
  read: everyone,
  annotate: reviewersUp,
  propose: reviewersUp,
  reply: reviewersUp,
  'reword-own': reviewersUp,
  'withdraw-own': reviewersUp,
  'reattach-own': reviewersUp,
  'answer-own': reviewersUp,
  'write-text': editorsUp,
  label: editorsUp,
  assign: editorsUp,
  'set-type': editorsUp,
  'reattach-any': editorsUp,
  decide: leads,
  reopen: leads,
  appoint: leads,
  'set-status': leads,
  'read-record': leads,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** @returns whether someone of this role may; `undefined` is a person who does not take part, and never may. */
export function may(role: Role | undefined, permission: Permission): boolean {
  return role !== undefined && permissions[permission].includes(role);
}
