/** Dates, numbers and plurals as the reader's language writes them, through `Intl`. Instants are milliseconds since 1970 UTC. */
import type { Instant } from '@gloss/shared/words/ids';

import { currentLanguage } from './language.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** British English where English is read: day before month. */
const locales = { en: 'en-GB' } as const;
const locale = locales[currentLanguage()];

const numbers = new Intl.NumberFormat(locale);
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
const dayAndYear = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
const plurals = new Intl.PluralRules(locale);
const lists = new Intl.ListFormat(locale, { type: 'conjunction' });

/** @returns "1,234". */
export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** @returns "a, b and c". */
export function formatList(items: readonly string[]): string {
  return lists.format(items);
}

/** @returns the day and the time in full, for tooltips and `title`. */
export function formatExact(at: Instant): string {
  return exact.format(at);
}

/** @returns "22 Nov 2026, 09:05": short, and the same for ever. */
export function formatMoment(at: Instant): string {
  return moment.format(at);
}

/**
 * @returns how long ago, as people say it: "now", "20 minutes ago", "Today, 09:05", "Yesterday, 16:20", "3 November",
 * "3 November 2025". A clock that runs behind the server's counts as now.
 */
export function formatAgo(at: Instant, now: Instant = Date.now()): string {
  const passedMs = Math.max(0, now - at);
  if (passedMs < minuteMs) return relative.format(0, 'second');
  if (passedMs < hourMs) return relative.format(-Math.floor(passedMs / minuteMs), 'minute');
  const days = daysBetween(at, now);
  if (days <= 1) return `${capital(relative.format(-days, 'day'))}, ${clock.format(at)}`;
  if (days < 7) return relative.format(-days, 'day');
  return sameYear(at, now) ? day.format(at) : dayAndYear.format(at);
}

/**
 * @returns the form that the number wants, with `#` replaced by the number: `plural(3, { one: '# reply', other: '# replies' })`.
 * Languages with more forms than English give more; `other` stands in for any that is missing.
 */
export function plural(
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  const form = forms[plurals.select(count)] ?? forms.other;
  return form.replaceAll('#', formatNumber(count));
}

function daysBetween(at: Instant, now: Instant): number {
  return Math.round((midnight(now) - midnight(at)) / dayMs);
}

function midnight(at: Instant): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

function sameYear(at: Instant, now: Instant): boolean {
  return new Date(at).getFullYear() === new Date(now).getFullYear();
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
}
