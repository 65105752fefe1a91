/** The address to send to somebody who was appointed: a sign-in link that works once, or the draft's own for those who have one. */
import { Copy } from 'lucide-react';
import { useState } from 'react';

import { phrases } from '../../phrases/phrases.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { copyWords } from '../copy-words.ts';

import styles from './link-to-hand-over.module.css';

export interface LinkToHandOverProps {
  readonly name: string;
  readonly link: string;
}

export function LinkToHandOver({ name, link }: LinkToHandOverProps) {
  const words = phrases.pages.people;
  const [isCopied, setCopied] = useState(false);
  const signsIn = new URL(link).hash !== '';
  const copy = async () => {
    setCopied(await copyWords(link));
  };
  return (
    <section className={styles.box} aria-live="polite">
      <h4>{signsIn ? words.linkTitle(name) : words.addressTitle(name)}</h4>
      <p>{signsIn ? words.linkSay : words.addressSay}</p>
      <div className={styles.row}>
        <TextField label={words.link} isLabelHidden value={link} onChange={() => undefined} />
        <Button icon={<Copy aria-hidden />} onPress={() => void copy()}>
          {isCopied ? words.copied : words.copy}
        </Button>
      </div>
    </section>
  );
}
