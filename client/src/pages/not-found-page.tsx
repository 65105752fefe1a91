/** What an address shows that leads nowhere. */
import { phrases } from '../phrases/phrases.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Message } from './message.tsx';
import { useTitle } from './use-title.ts';

export function NotFoundPage() {
  const words = phrases.pages.notFound;
  useTitle(words.title);
  return (
    <Message title={words.title} say={words.say}>
      <ButtonLink href="/" look="primary">
        {words.home}
      </ButtonLink>
    </Message>
  );
}
