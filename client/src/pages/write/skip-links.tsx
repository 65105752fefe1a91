/** The first stops of the Tab key: past the bars, to the text, the threads or the sections. */
import { phrases } from '../../phrases/phrases.ts';

import styles from './open-draft.module.css';

/** In a narrow window the sections are in a drawer, which the bar opens. */
export function SkipLinks({ isNarrow }: { readonly isNarrow: boolean }) {
  const words = phrases.pages.write;
  return (
    <nav className={styles.skip} aria-label={words.skip}>
      <SkipLink to="text">{words.skipText}</SkipLink>
      <SkipLink to="threads">{words.skipThreads}</SkipLink>
      {!isNarrow && <SkipLink to="sections">{words.skipSections}</SkipLink>}
    </nav>
  );
}

/** A link that moves the focus itself: the fragment of the address belongs to the threads. */
function SkipLink({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <a
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        const target = document.getElementById(to);
        const first = target?.querySelector<HTMLElement>(
          '[contenteditable], button, a[href], input',
        );
        (first ?? target)?.focus();
      }}
    >
      {children}
    </a>
  );
}
