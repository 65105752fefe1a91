/** A page whose content is on its way. */
import { PageFrame } from './page-frame.tsx';

import styles from './asking.module.css';

export function Asking({ say }: { readonly say: string }) {
  return (
    <PageFrame>
      <output className={styles.asking}>{say}</output>
    </PageFrame>
  );
}
