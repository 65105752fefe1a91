/**
 * The selection in the text is ProseMirror's to keep. React remembers, with each commit anywhere on the page, what is
 * selected in whatever has the focus and is editable; to do so it walks over every letter of it, which takes longer
 * than everything else that a key does in a long text.
 */

/** Tells React, which asks this property and nothing else, that here is no selection for it to remember. */
export function keepOwnSelection(text: HTMLElement): void {
  Object.defineProperty(text, 'contentEditable', {
    configurable: true,
    get: () => 'inherit',
    set(value: string) {
      text.setAttribute('contenteditable', value);
    },
  });
}
