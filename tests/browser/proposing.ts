/** What people do and see where words are proposed, in the language of window.ts. */
import type { PersonWindow } from './window.ts';

/** Proposes other words for those selected. @returns the number of the thread */
export async function proposes(by: PersonWindow, wording: string, why: string): Promise<number> {
  await by.presses('Control+Alt+m');
  const form = by.page.getByRole('form', { name: /Annotate|Propose wording/ });
  await by.chooses(form, 'Propose wording');
  await form.getByRole('textbox', { name: 'These words instead' }).fill(wording);
  await form.getByRole('textbox', { name: 'Why' }).fill(why);
  await form.getByRole('button', { name: 'Propose' }).click();
  await form.waitFor({ state: 'detached' });
  await by.cardSaying(why).waitFor();
  return by.numberOf(why);
}

/** Resolves when these words are struck in somebody's text, and these are shown in their place. */
export async function shows(by: PersonWindow, gone: string[], wordings: string[]): Promise<void> {
  await by.until(`shows ${gone.join()} struck for ${wordings.join()}`, async () => {
    const struck = await by.text.locator('.proposed-gone').allInnerTexts();
    const shown = await by.text.locator('.proposed-new').allInnerTexts();
    return String(struck) === String(gone) && String(shown) === String(wordings);
  });
}

/** @returns what a person's screen has said to those who listen. */
export function heard(by: PersonWindow): Promise<string> {
  return by.page.getByRole('log').innerText();
}
