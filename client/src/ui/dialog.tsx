/** A modal window over the page: focus stays inside, Escape closes, focus returns to where it came from. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

import { phrases } from '../phrases/phrases.ts';
import { classes } from './classes.ts';
import { IconButton } from './icon-button.tsx';

import styles from './dialog.module.css';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The row of buttons at the bottom. */
  readonly actions?: ReactNode;
  readonly width?: 'usual' | 'wide';
  /** A question that must be answered: read aloud at once, not closed by a press beside it. */
  readonly isAlert?: boolean;
}

export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, children, actions, width = 'usual', isAlert = false } = props;
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!isAlert}
      className={classes(styles.veil)}
    >
      <Modal className={classes(styles.window, width === 'wide' && styles.wide)}>
        <AriaDialog role={isAlert ? 'alertdialog' : 'dialog'} className={classes(styles.dialog)}>
          <div className={styles.head}>
            <Heading slot="title" className={classes(styles.title)}>
              {title}
            </Heading>
            <IconButton label={phrases.ui.close} icon={<X />} onPress={onClose} />
          </div>
          <div className={styles.body}>{children}</div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
