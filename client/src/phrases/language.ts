/** Which language people read: their own choice, kept on the device, else the first one of the browser that we speak. */

export const languages = ['en'] as const;
export type Language = (typeof languages)[number];

/** Where a person's choice is kept; whoever offers a choice writes it and reloads the page. */
const setting = 'gloss.language';

/** @returns the first language among those wanted (such as `cy-GB`, `en`) that we speak, else English. */
export function languageFrom(wanted: readonly string[]): Language {
  const spoken = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  return languages.find((language) => spoken.includes(language)) ?? 'en';
}

/** @returns the language of this device. Without a browser, as in tests, it is English. */
export function currentLanguage(): Language {
  if (typeof document === 'undefined') return 'en';
  return languageFrom([readSetting(), ...navigator.languages]);
}

/** Storage may be shut off; then the browser's languages decide. */
function readSetting(): string {
  try {
    return localStorage.getItem(setting) ?? '';
  } catch {
    return '';
  }
}
