/** The secret of a sign-in link stands in the fragment, `/enter#<token>`: browsers never send that part to a server. */

/** @returns the token in a fragment, or null where there is none of a form that a link could have. */
export function tokenIn(hash: string): string | null {
  return /^#([A-Za-z0-9._~-]{1,200})$/.exec(hash)?.[1] ?? null;
}
