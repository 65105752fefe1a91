/** While a draft is on its way: bars where words will be. Never an empty page, which could be taken for the text. */
import { phrases } from '../phrases/phrases.ts';

import styles from './opening.module.css';

const bars = [
  'title',
  'long',
  'long',
  'short',
  'heading',
  'long',
  'long',
  'long',
  'short',
] as const;

export function Opening() {
  return (
    <div className={styles.opening}>
      <header className={styles.top}>
        <a href="/">{phrases.pages.brand}</a>
      </header>
      <main className={styles.page} aria-busy="true">
        <output className={styles.status}>{phrases.pages.write.opening}</output>
        <div aria-hidden="true">
          {bars.map((bar, at) => (
            // The bars never change places.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={at} className={`${styles.bar} ${styles[bar]}`} />
          ))}
        </div>
      </main>
    </div>
  );
}
