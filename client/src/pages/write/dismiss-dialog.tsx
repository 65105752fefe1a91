/** Asks before words are given up that nobody else has. */
import type { UnsentChange } from '../../line/unsent-changes.ts';
import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

const say = phrases.pages.notices;

export interface DismissDialogProps {
  /** What would be dismissed; null while nothing is asked. */
  readonly changes: readonly UnsentChange[] | null;
  onDismiss(changes: readonly UnsentChange[]): void;
  onClose(): void;
}

export function DismissDialog({ changes, onDismiss, onClose }: DismissDialogProps) {
  return (
    <Dialog
      title={say.dismissTitle(changes?.length ?? 1)}
      isOpen={changes !== null}
      onClose={onClose}
      isAlert
      actions={
        <>
          <Button onPress={onClose}>{phrases.pages.cancel}</Button>
          <Button look="danger" onPress={() => changes && onDismiss(changes)}>
            {say.dismissSure}
          </Button>
        </>
      }
    >
      <p>{say.dismissSay}</p>
    </Dialog>
  );
}
