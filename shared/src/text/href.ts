/** Which addresses a link may have. Used by the schema, the check of updates and the import of files. */

/** Longest address kept; longer ones are not links people wrote. */
const longestHref = 2048;

/** @returns whether an address is http, https, mailto, or a place in this page (`#…`). */
export function isAllowedHref(href: unknown): boolean {
  if (typeof href !== 'string' || href.length > longestHref) return false;
  // Browsers drop control characters and spaces before they read a scheme, so `java\nscript:` is one.
  return /^(?:https?:\/\/|mailto:|#)[^\s\p{Cc}]+$/iu.test(href);
}
