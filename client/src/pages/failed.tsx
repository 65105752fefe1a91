/** A page whose content did not come, and the way to ask for it again. */
import type { Refusal } from '@gloss/shared/words/refusal';

import type { Unreachable } from '../line/api.ts';
import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { Message } from './message.tsx';
import { sayRefusal } from './say-refusal.ts';

export interface FailedProps {
  readonly title: string;
  readonly refusal: Refusal | Unreachable;
  readonly again: () => void;
}

export function Failed({ title, refusal, again }: FailedProps) {
  return (
    <Message title={title} say={sayRefusal(refusal)} isAlert>
      <Button look="primary" onPress={again}>
        {phrases.pages.tryAgain}
      </Button>
    </Message>
  );
}
