/** The polite voice of the page for those who listen. Words to be seen as well go through `toast`. */

let region: HTMLElement | undefined;

/** Says the words when the reader is done with what they hear. The same words twice are said twice. */
export function announce(words: string): void {
  if (typeof document === 'undefined') return;
  region ??= makeRegion();
  const line = document.createElement('p');
  line.textContent = words;
  region.append(line);
  // Old lines are dropped by count, not by time: a slow voice still finds its words.
  while (region.childElementCount > 4) region.firstElementChild?.remove();
}

function makeRegion(): HTMLElement {
  const element = document.createElement('div');
  element.setAttribute('role', 'log');
  element.setAttribute('aria-live', 'polite');
  element.setAttribute('aria-relevant', 'additions');
  // React Aria hides everything behind a modal window except elements with this mark.
  element.dataset['liveAnnouncer'] = 'true';
  Object.assign(element.style, {
    position: 'absolute',
    inlineSize: '1px',
    blockSize: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  });
  document.body.append(element);
  return element;
}
