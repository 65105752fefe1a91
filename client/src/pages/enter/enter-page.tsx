/** Signing in by a link. Opening the page uses nothing up; the POST that it makes at once does. */
import type { Entered } from '@gloss/shared/wire/api';
import { Redirect } from 'wouter';

import { phrases } from '../../phrases/phrases.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Message } from '../message.tsx';
import { sayRefusal } from '../say-refusal.ts';
import { useTitle } from '../use-title.ts';
import { FounderForm } from './founder-form.tsx';
import type { Entering } from './use-entering.ts';
import { useEntering } from './use-entering.ts';

import styles from './enter-page.module.css';

export function EnterPage() {
  const words = phrases.pages.enter;
  const { entering, send } = useEntering();
  useTitle(words.title);
  switch (entering.is) {
    case 'without-link':
      return <WithoutLink />;
    case 'asking-founder':
      return <FounderForm onSubmit={(founder) => void send({ token: entering.token, founder })} />;
    case 'sending':
      return <Message title={words.title} say={words.entering} isStatus />;
    case 'failed':
      return <Failed refusal={entering.refusal} onAgain={() => void send(entering.sent)} />;
    case 'entered':
      return <Redirect to={firstPageFor(entering.entered)} replace />;
  }
}

/** @returns the only draft of those who have one, else the list. */
function firstPageFor({ drafts }: Entered): string {
  const [only, ...others] = drafts;
  return only !== undefined && others.length === 0 ? `/d/${only.id}` : '/';
}

function WithoutLink() {
  const words = phrases.pages.enter;
  return (
    <Message title={words.noToken} say={words.noTokenSay}>
      <p className={styles.host}>
        {words.noTokenHost} <code>{words.command}</code>
      </p>
    </Message>
  );
}

interface FailedProps {
  readonly refusal: Extract<Entering, { is: 'failed' }>['refusal'];
  readonly onAgain: () => void;
}

function Failed({ refusal, onAgain }: FailedProps) {
  const words = phrases.pages.enter;
  const isAway = refusal.code === 'unreachable';
  const say = isAway ? words.away : sayRefusal(refusal);
  return (
    <Message title={isAway ? words.awayTitle : words.spentTitle} say={say} isAlert>
      {isAway && (
        <Button look="primary" onPress={onAgain}>
          {phrases.pages.tryAgain}
        </Button>
      )}
      <ButtonLink href="/">{words.goHome}</ButtonLink>
    </Message>
  );
}
