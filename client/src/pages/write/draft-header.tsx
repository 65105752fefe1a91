/** The bar above a draft: where one is, the state of one's changes, the mode, who is here, and what else there is. */
import { Menu as MenuIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

import { phrases } from '../../phrases/phrases.ts';
import { IconButton } from '../../ui/icon-button.tsx';

import hidden from '../../ui/visually-hidden.module.css';
import styles from './draft-header.module.css';

export interface DraftHeaderProps {
  readonly title: string;
  /** The section being read, for narrow windows, where it stands in the title's place; may be empty. */
  readonly section: string;
  readonly isNarrow: boolean;
  readonly status: ReactNode;
  readonly saveState: ReactNode;
  readonly here: ReactNode;
  /** People, downloads and the rest: in the bar where there is room, else in the drawer. */
  readonly tools: ReactNode;
  readonly mode: ReactNode;
  readonly isDrawerOpen: boolean;
  readonly onOpenDrawer: () => void;
}

export function DraftHeader(props: DraftHeaderProps) {
  const words = phrases.pages;
  return (
    <div className={styles.top}>
      {props.isNarrow ? (
        <>
          <IconButton
            label={words.write.openDrawer}
            icon={<MenuIcon />}
            onPress={props.onOpenDrawer}
            aria-expanded={props.isDrawerOpen}
          />
          <h1 className={hidden.hidden}>{props.title}</h1>
          <p className={styles.section}>{props.section || props.title}</p>
        </>
      ) : (
        <>
          <nav aria-label={words.write.breadcrumb} className={styles.crumbs}>
            <Link href="/" className={styles.brand}>
              {words.brand}
            </Link>
            <span aria-hidden className={styles.slash}>
              /
            </span>
            <h1 aria-current="page" className={styles.title} title={props.title}>
              {props.title}
            </h1>
          </nav>
          {props.status}
        </>
      )}
      {props.saveState}
      <div className={styles.end}>
        {props.mode}
        {props.here}
        {!props.isNarrow && props.tools}
      </div>
    </div>
  );
}
