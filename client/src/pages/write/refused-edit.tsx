/** Changes made here that did not reach the text: why, what they say, and what to do with each. They stay until they are seen to. */
import { may } from '@gloss/shared/rules/may';
import type { Refusal } from '@gloss/shared/words/refusal';
import { Copy, MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';

import type { Desk, DeskView } from '../../desk/desk.ts';
import type { UnsentChange } from '../../line/unsent-changes.ts';
import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { copyWords } from '../copy-words.ts';
import { sayRefusal } from '../say-refusal.ts';
import { DismissDialog } from './dismiss-dialog.tsx';
import { Notice } from './notice.tsx';
import { RefusedChange } from './refused-change.tsx';

import styles from './refused-edit.module.css';

const say = phrases.pages.notices;

export interface RefusedEditProps {
  readonly desk: Desk;
  readonly view: DeskView;
  /** The notice is gone: the focus needs another place. */
  onReturn(): void;
}

export function RefusedEdit({ desk, view, onReturn }: RefusedEditProps) {
  const { unsent, saved } = view;
  const refusal = saved.is === 'refused' ? saved.refusal : null;
  if (unsent.length > 0)
    return <UnsentChanges {...{ desk, view, onReturn }} why={whyOf(refusal, view)} />;
  if (refusal === null) return null;
  const understood = () => {
    desk.dismissUnsent();
    onReturn();
  };
  return (
    <Notice
      title={say.refusedEditTitle}
      says={[sayRefusal(refusal), say.refusedEditGone]}
      actions={<Button onPress={understood}>{say.understood}</Button>}
    />
  );
}

function whyOf(refusal: Refusal | null, { role, unsent }: DeskView): string {
  if (refusal === null && wentWithBlocks(unsent)) return say.wentWithBlock;
  if (refusal === null) return may(role, 'propose') ? say.textReplaced : say.neverProposed;
  return refusal.code === 'not-your-role' ? say.roleChanged : sayRefusal(refusal);
}

function wentWithBlocks(unsent: readonly UnsentChange[]): boolean {
  return unsent.every(({ wentWithBlock }) => wentWithBlock);
}

function UnsentChanges({ desk, view, onReturn, why }: RefusedEditProps & { readonly why: string }) {
  const { unsent } = view;
  const mayPropose = may(view.role, 'propose');
  const [dismissing, setDismissing] = useState<readonly UnsentChange[] | null>(null);
  const left = (gone: number) => {
    if (gone === unsent.length) onReturn();
  };

  const copy = async (changes: readonly UnsentChange[]) => {
    const words = changes.map(({ mine }) => mine).join('\n\n');
    toast((await copyWords(words)) ? say.copied : say.notCopied);
  };
  const propose = (changes: readonly UnsentChange[]) => {
    let proposed = 0;
    for (const change of changes) {
      const ruling = desk.proposeUnsent(change.id);
      if (ruling.ok) proposed += 1;
      else toast(ruling.refusal.code === 'too-large' ? say.tooLong : sayRefusal(ruling.refusal));
    }
    if (proposed > 0) toast(say.proposed(proposed));
    left(proposed);
  };
  const dismiss = (changes: readonly UnsentChange[]) => {
    setDismissing(null);
    if (changes.length === unsent.length) desk.dismissUnsent();
    else for (const { id } of changes) desk.dismissUnsent(id);
    left(changes.length);
  };

  return (
    <Notice
      title={wentWithBlocks(unsent) ? say.wentWithBlockTitle : say.refusedWordsTitle(unsent.length)}
      says={[why, mayPropose ? say.mayPropose : say.mayCopyOnly]}
      actions={
        unsent.length > 1 && (
          <>
            {mayPropose && (
              <Button icon={<MessageSquarePlus aria-hidden />} onPress={() => propose(unsent)}>
                {say.proposeAll(unsent.length)}
              </Button>
            )}
            <Button icon={<Copy aria-hidden />} onPress={() => void copy(unsent)}>
              {say.copyAll}
            </Button>
            <Button look="ghost" onPress={() => setDismissing(unsent)}>
              {say.dismissAll}
            </Button>
          </>
        )
      }
    >
      <ul className={styles.changes} aria-label={say.keptWords}>
        {unsent.map((change, at) => (
          <RefusedChange
            key={change.id}
            change={change}
            label={say.changeOf(at + 1, unsent.length)}
            onPropose={mayPropose ? () => propose([change]) : undefined}
            onCopy={() => void copy([change])}
            onDismiss={() => setDismissing([change])}
          />
        ))}
      </ul>
      <DismissDialog changes={dismissing} onDismiss={dismiss} onClose={() => setDismissing(null)} />
    </Notice>
  );
}
