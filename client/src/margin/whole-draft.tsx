/** What is said about the whole draft, and the way to say something about it. */
import type { ThreadId } from '@gloss/shared/words/ids';
import { MessageSquarePlus } from 'lucide-react';

import type { ShownThread } from '../desk/desk.ts';
import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { ThreadGroup } from './thread-group.tsx';

const words = phrases.margin;

export interface WholeDraftProps {
  readonly threads: readonly ShownThread[];
  readonly active: ThreadId | null;
  /** Absent where the person may not annotate. */
  readonly onCompose: (() => void) | undefined;
}

export function WholeDraft({ threads, active, onCompose }: WholeDraftProps) {
  if (threads.length === 0) return onCompose ? <CommentButton onPress={onCompose} /> : null;
  return (
    <ThreadGroup
      title={words.groupWholeDraft(threads.length)}
      threads={threads}
      active={active}
      tone="usual"
      aside={
        onCompose && (
          <IconButton label={words.wholeDraft} icon={<MessageSquarePlus />} onPress={onCompose} />
        )
      }
    />
  );
}

export function CommentButton({ onPress }: { readonly onPress: () => void }) {
  return (
    <div>
      <Button look="ghost" icon={<MessageSquarePlus />} onPress={onPress}>
        {words.wholeDraft}
      </Button>
    </div>
  );
}
