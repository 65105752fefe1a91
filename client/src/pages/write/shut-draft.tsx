/** Why a draft is not open: what is safe, how much is kept on this device, and what to do. */
import type { WhyShut } from '../../desk/desk.ts';
import { phrases } from '../../phrases/phrases.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Message } from '../message.tsx';
import { useTitle } from '../use-title.ts';

export interface ShutDraftProps {
  readonly why: WhyShut;
  /** How many changes wait on this device. */
  readonly kept: number;
  readonly onRetry: () => void;
}

export function ShutDraft({ why, kept, onRetry }: ShutDraftProps) {
  const words = phrases.pages.shut;
  const { title, say } = words[why];
  useTitle(title);
  return (
    <Message title={title} say={kept > 0 ? `${say} ${words.kept(kept)}` : say} isAlert>
      {ways(why, onRetry)}
    </Message>
  );
}

function ways(why: WhyShut, onRetry: () => void) {
  const words = phrases.pages.shut;
  switch (why) {
    case 'sign-in':
      return (
        <ButtonLink href="/enter" look="primary">
          {words.signIn}
        </ButtonLink>
      );
    case 'outdated':
      return (
        <Button look="primary" onPress={() => location.reload()}>
          {words.reload}
        </Button>
      );
    case 'unreachable':
    case 'unreadable':
    case 'not-allowed':
      return (
        <>
          <Button look="primary" onPress={onRetry}>
            {phrases.pages.tryAgain}
          </Button>
          <ButtonLink href="/">{words.home}</ButtonLink>
        </>
      );
    case 'no-such-draft':
      return (
        <ButtonLink href="/" look="primary">
          {words.home}
        </ButtonLink>
      );
  }
}
