/** What may stand behind a link: the same protocols as in `shared/text/href`. See link-dialog.tsx. */

const spoken = /^(?:https?:\/\/|mailto:)\S+$/i;
/** A host as people type it: `example.org/page`. */
const bare = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:[/?#:]\S*)?$/iu;
const mail = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/;

/** @returns the address as it is kept, or null for one of another kind, such as `javascript:`. */
export function linkAddress(typed: string): string | null {
  const address = typed.trim();
  if (spoken.test(address)) return address;
  if (mail.test(address)) return `mailto:${address}`;
  if (bare.test(address)) return `https://${address}`;
  return null;
}
