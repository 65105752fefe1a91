/** The boundary of last resort: a bug in a view ends here, with a sentence that says what is safe and what to do. */
import type { ErrorInfo, ReactNode } from 'react';
import { Component } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { Button } from '../ui/button.tsx';
import { copyWords } from './copy-words.ts';
import { Message } from './message.tsx';

interface MishapState {
  readonly detail: string | null;
  readonly isCopied: boolean;
}

/**
 * Lost: the view, and what stood in fields that were not sent. Kept: all edits, in the device's store of the draft.
 * Next: the person reloads; the technical detail can be copied, nothing is sent anywhere.
 */
export class Mishap extends Component<{ readonly children: ReactNode }, MishapState> {
  override state: MishapState = { detail: null, isCopied: false };

  static getDerivedStateFromError(error: unknown): Partial<MishapState> {
    return { detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }

  override componentDidCatch(_error: unknown, { componentStack }: ErrorInfo) {
    this.setState(({ detail }) => ({ detail: `${detail ?? ''}\n${componentStack ?? ''}` }));
  }

  override render() {
    const { detail, isCopied } = this.state;
    if (detail === null) return this.props.children;
    const words = phrases.pages.mishap;
    return (
      <Message title={words.title} say={words.safe} isAlert>
        <Button look="primary" onPress={() => location.reload()}>
          {words.reload}
        </Button>
        <Button onPress={() => void this.copy(detail)}>{words.copy}</Button>
        <output>{isCopied ? words.copied : ''}</output>
      </Message>
    );
  }

  private async copy(detail: string) {
    const words = `${location.pathname}\n${navigator.userAgent}\n${detail}`;
    this.setState({ isCopied: await copyWords(words) });
  }
}
