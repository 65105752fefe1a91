/** The words of a message with its mentions marked. Line breaks are kept; nothing in it is ever markup. */
import { piecesOf } from '@gloss/shared/rules/mentions';

import { useMarginWorld } from './margin-world.ts';

import styles from './message-words.module.css';

export function MessageWords({ body }: { readonly body: string }) {
  const { me } = useMarginWorld();
  return (
    <p className={styles.words} dir="auto">
      {piecesOf(body).map((piece, at) =>
        'text' in piece ? (
          piece.text
        ) : (
          <span key={at} className={piece.account === me ? styles.me : styles.mention}>
            @{piece.mention}
          </span>
        ),
      )}
    </p>
  );
}
