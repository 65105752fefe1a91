/**
 * A person at a browser: a window of Chromium with cookies and storage of its own. Does what hands do, with keys and
 * mouse, and waits for what eyes see, by role and name. theatre.ts opens them; on-page.ts looks closer.
 */
import type { BrowserContext, Locator, Page } from 'playwright-core';

import { until } from '../stage/until.ts';
import { violations } from './axe.ts';
import type { Spots } from './on-page.ts';
import { focus, overhang, spotsOf, textsOnDevice, wordsOfDraft } from './on-page.ts';

/** What the browser itself reports of an expected no, and of a server that is away. Nothing else may be in the console. */
const awayMessage = /^Failed to load resource: .*(net::ERR_|status of 4)|^WebSocket connection to/;

/** The save state on screen. */
type Saved = 'saved' | 'saving' | 'offline' | 'refused';

export class PersonWindow {
  readonly name: string;
  readonly page: Page;
  /** What the console, the page or its security policy complained about; a server that is away is no fault of the page. */
  readonly faults: string[] = [];

  private constructor(name: string, page: Page) {
    this.name = name;
    this.page = page;
    page.on('console', (message) => {
      const isLoud = message.type() === 'error' || message.type() === 'warning';
      if (isLoud && !awayMessage.test(message.text())) this.faults.push(message.text());
    });
    page.on('pageerror', (error) => this.faults.push(String(error)));
  }

  static async open(context: BrowserContext, name: string): Promise<PersonWindow> {
    context.setDefaultTimeout(20_000);
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`security policy: ${violatedDirective} forbids ${blockedURI}`),
      );
    });
    return new PersonWindow(name, await context.newPage());
  }

  /** @returns another tab of the same person: the same cookies, the same device. */
  async anotherTab(address = this.page.url()): Promise<PersonWindow> {
    const tab = new PersonWindow(`${this.name} 2`, await this.page.context().newPage());
    await tab.opens(address);
    return tab;
  }

  /** Opens an address; with a sign-in link, signs in. Resolves when there is something to read or to do. */
  async opens(address: string): Promise<this> {
    await this.page.goto(address);
    await this.page.locator('h1').first().waitFor({ state: 'attached' });
    return this;
  }

  /** Signs in and waits for the draft, as those who have one draft only are led to it. */
  async entersDraft(link: string): Promise<this> {
    await this.opens(link);
    await this.text.waitFor();
    await this.untilSaved();
    return this;
  }

  /** Resolves when this device has the app itself, so that it opens with the server away. */
  async keepsTheApp(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }

  /** Resolves when this device keeps an update of a text that is as `asked`. */
  async keepsOnDevice(asked: (update: Uint8Array) => boolean): Promise<void> {
    await this.until('keeps it on the device', async () =>
      (await this.page.evaluate(textsOnDevice)).some((update) => asked(Uint8Array.from(update))),
    );
  }

  // —— the text

  /** The page of the draft. */
  get text(): Locator {
    return this.page.getByRole('textbox', { name: 'Text of the draft' });
  }

  /** @returns the words of the draft, a line a block. */
  reads(): Promise<string> {
    return this.page.evaluate(wordsOfDraft);
  }

  /** Resolves when these words are in the text on this screen. */
  async sees(words: string): Promise<this> {
    await this.until(`sees “${words}”`, async () => (await this.reads()).includes(words));
    return this;
  }

  /** Puts the caret behind these words with the mouse. */
  async clicksBehind(words: string): Promise<this> {
    const { after } = await this.spots(words);
    await this.page.mouse.click(after.x, after.y);
    return this;
  }

  /** Types as fast as hands can. */
  async types(words: string): Promise<this> {
    await this.page.keyboard.type(words);
    return this;
  }

  async presses(...keys: string[]): Promise<this> {
    for (const key of keys) await this.page.keyboard.press(key);
    return this;
  }

  /** Drags the mouse over these words. */
  /** Pastes where the caret is, as the clipboard of another program would have it. */
  async pastes(html: string): Promise<this> {
    await this.page.evaluate((html) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', html);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }, html);
    return this;
  }

  async selectsWithMouse(words: string): Promise<this> {
    const { before, after } = await this.spots(words);
    const { mouse } = this.page;
    await mouse.move(before.x, before.y);
    await mouse.down();
    await mouse.move(after.x, after.y, { steps: 8 });
    await mouse.up();
    await this.untilSelected(words);
    await this.untilSettled();
    return this;
  }

  /** Taps on words of an editor, and waits until the caret stands in them. */
  async taps(words: Locator): Promise<this> {
    await words.tap();
    const text = (await words.innerText()).trim();
    await this.until(`has the caret in “${text}”`, async () => {
      const around = await this.page.evaluate(() => getSelection()?.anchorNode?.textContent);
      return around?.trim() === text;
    });
    await this.untilSettled();
    return this;
  }

  /** Selects backwards with Shift and the arrow; the caret stands behind the words already. */
  async selectsWithKeys(words: string): Promise<this> {
    for (const _letter of words) await this.page.keyboard.press('Shift+ArrowLeft');
    await this.untilSelected(words);
    return this;
  }

  /** Drags the mouse from some words to others, such as over the cells of a table. */
  async dragsOver(first: string, last: string): Promise<this> {
    const { mouse } = this.page;
    const { middle: from } = await this.spots(first);
    const { middle: to } = await this.spots(last, false);
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 8 });
    await mouse.up();
    return this;
  }

  /** Drags the mouse from behind some words to behind others. */
  async dragsFromEndToEnd(first: string, last: string): Promise<this> {
    const { mouse } = this.page;
    const { after: from } = await this.spots(first);
    const { after: to } = await this.spots(last, false);
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 8 });
    await mouse.up();
    return this;
  }

  /** Drags what is selected to behind these words, with the mouse. */
  async dragsSelectionBehind(grip: string, words: string): Promise<this> {
    const { mouse } = this.page;
    // Both in one window, or the second search would scroll the first away.
    const { after } = await this.spots(words);
    const { middle } = await this.spots(grip, false);
    await mouse.move(middle.x, middle.y);
    await mouse.down();
    await mouse.move(after.x, after.y - 3, { steps: 4 });
    await mouse.move(after.x, after.y, { steps: 4 });
    await mouse.up();
    return this;
  }

  /** Presses a button of the row above the page, by the start of its name. */
  async pressesTool(name: string): Promise<this> {
    const tools = this.page.getByRole('toolbar', { name: 'Formatting' });
    await tools
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .first()
      .click();
    return this;
  }

  /** Makes a heading, or a paragraph again, of the block at the caret, with the mouse. */
  async choosesStyle(style: string): Promise<this> {
    await this.pressesTool('(Paragraph|Heading).*Block style|Block style');
    await this.page.getByRole('option', { name: style }).click();
    return this;
  }

  // —— the state of one's changes

  /** @returns the state as it is shown: its kind, and its words. */
  async savedState(): Promise<{ is: Saved; says: string }> {
    const state = this.page.locator('[data-saved]');
    const is = (await state.getAttribute('data-saved')) as Saved;
    return { is, says: (await state.innerText()).trim() };
  }

  async untilSaved(): Promise<this> {
    await this.page.locator('[data-saved="saved"]').waitFor();
    return this;
  }

  /** @returns how many changes the screen says are kept on this device, once it says that it is offline. */
  async keptOffline(): Promise<number> {
    await this.page.locator('[data-saved="offline"]').waitFor();
    return Number(/\d+/.exec((await this.savedState()).says)?.[0] ?? 0);
  }

  // —— the threads

  /** The card of a thread. */
  thread(number: number): Locator {
    return this.page.getByRole('article', { name: new RegExp(`^Thread ${number} by `) });
  }

  /** The card on which something is said. */
  cardSaying(words: string): Locator {
    return this.page.getByRole('article').filter({ hasText: words });
  }

  /** Scrolls to the card that says this: those far from what is in sight are not in the page. @returns the card */
  findsCard(words: string): Promise<Locator> {
    return this.scrollsTo(this.cardSaying(words));
  }

  private async scrollsTo(card: Locator): Promise<Locator> {
    await this.until('has the card in the page', async () => {
      if ((await card.count()) > 0) return true;
      await this.page.evaluate(() => {
        const before = scrollY;
        scrollBy({ top: innerHeight, behavior: 'instant' });
        if (scrollY === before) scrollTo({ top: 0, behavior: 'instant' });
      });
      return false;
    });
    return card;
  }

  /** @returns the number of the thread on whose card this is said. */
  async numberOf(words: string): Promise<number> {
    const opener = (await this.findsCard(words)).locator('[data-thread-heading]');
    return Number(/\d+/.exec((await opener.getAttribute('aria-label')) ?? '')?.[0]);
  }

  /** Opens a thread at its card. @returns the card */
  async openThread(number: number): Promise<Locator> {
    const card = await this.scrollsTo(this.thread(number));
    const opener = card.locator('[data-thread-heading]');
    if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.click();
    await card.locator('[data-thread-heading][aria-expanded="true"]').waitFor();
    return card;
  }

  /** Opens a thread by its address, wherever in the draft it stands, once it has come here. @returns its card */
  async goesToThread(number: number): Promise<Locator> {
    const card = this.thread(number);
    await this.until(`has thread ${number} open`, async () => {
      await this.page.evaluate((which) => {
        location.hash = `#${which}`;
      }, number);
      return (await card.locator('[data-thread-heading][aria-expanded="true"]').count()) === 1;
    });
    return card;
  }

  /** Shows the threads of one kind. */
  async filters(
    kind: 'Open' | 'Decided' | 'Mine' | 'To confirm' | 'Orphaned' | 'All',
  ): Promise<this> {
    await this.chooses(this.page.getByRole('radiogroup', { name: 'Show' }), kind);
    return this;
  }

  /** Resolves when a card, or another part of the screen, shows these words. */
  async finds(place: Locator, words: string): Promise<void> {
    await place.getByText(words).filter({ visible: true }).first().waitFor();
  }

  /** Says something about the selected words: Ctrl Alt M, type, label, send. */
  async annotates(body: string, { type = 'General', label = '' } = {}): Promise<this> {
    await this.page.keyboard.press('Control+Alt+m');
    const form = this.page.getByRole('form', { name: 'Annotate' });
    await form.getByRole('textbox', { name: 'Your comment' }).fill(body);
    await this.chooses(form, type);
    await form.getByRole('textbox', { name: 'Labels' }).fill(label);
    await form.getByRole('button', { name: 'Send' }).click();
    await form.waitFor({ state: 'detached' });
    return this;
  }

  /** Decides the thread of an open card. An empty reason is tried as well as any. */
  async decides(card: Locator, as: string, reason: string): Promise<this> {
    const form = card.getByRole('form', { name: 'Decide as' });
    if (!(await form.isVisible())) await card.getByRole('button', { name: /^Decide/ }).click();
    await this.chooses(form, as);
    await form.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await form.getByRole('button', { name: /^Decide/ }).click();
    return this;
  }

  /** Chooses one of a few. The button itself is hidden; what one sees and presses is its label. */
  async chooses(group: Locator, option: string): Promise<void> {
    await group.locator('label', { hasText: new RegExp(`^${option}\\d*$`) }).click();
  }

  // —— the page as a whole

  /** @returns what axe finds wrong. */
  axe(): Promise<string[]> {
    return violations(this.page);
  }

  /** @returns whether an element stands in the window, with nothing over it. */
  isInSight(element: Locator): Promise<boolean> {
    return element.evaluate((it) => {
      const { left, top, height } = it.getClientRects()[0] ?? it.getBoundingClientRect();
      const seen = document.elementFromPoint(left + 2, top + height / 2);
      return seen !== null && (it.contains(seen) || seen.contains(it));
    });
  }

  overhang(): Promise<number> {
    return this.page.evaluate(overhang);
  }

  focus(): Promise<{ readonly on: string; readonly isVisible: boolean }> {
    return this.page.evaluate(focus);
  }

  /** Resolves when the focus is on what is named so, and can be seen there. */
  async focuses(what: RegExp): Promise<this> {
    await this.until(`has the focus on ${what.source}`, async () => {
      const { on, isVisible } = await this.focus();
      return isVisible && what.test(on);
    });
    return this;
  }

  /** Walks with Tab, or another key, until the focus is there. Fails at a stop where it cannot be seen. */
  async walksTo(what: RegExp, key = 'Tab'): Promise<this> {
    const stops: string[] = [];
    do {
      if (stops.length > 60) throw new Error(`no ${what.source} among ${stops.join(' → ')}`);
      await this.page.keyboard.press(key);
      const { on, isVisible } = await this.focus();
      stops.push(on);
      if (!isVisible) throw new Error(`the focus is lost at the end of ${stops.join(' → ')}`);
    } while (!what.test(stops.at(-1) ?? ''));
    return this;
  }

  /** Resolves when the screen shows what `fact` asks for. */
  async until(what: string, fact: () => Promise<boolean>): Promise<void> {
    await until(`${this.name} ${what}`, fact);
  }

  /** ProseMirror puts a selection on the page once more, in the turn after the button is up: no hand has pressed a key by then. */
  private async untilSettled(): Promise<void> {
    await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  }

  private async untilSelected(words: string): Promise<void> {
    await this.until(`has selected “${words}”`, async () => {
      const selected = await this.page.evaluate(() => document.getSelection()?.toString());
      return selected === words;
    });
  }

  private async spots(words: string, scrolls = true): Promise<Spots> {
    await this.sees(words);
    const spots = await this.page.evaluate(spotsOf, { words, scrolls });
    if (spots === null) throw new Error(`${this.name} cannot point at “${words}”`);
    return spots;
  }
}
