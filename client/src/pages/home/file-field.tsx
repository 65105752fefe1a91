/** Choose a file, or drop it here. The input is a real one, so that keyboard and voice find it. */
import { FileUp, X } from 'lucide-react';
import type { DragEvent } from 'react';
import { useState } from 'react';

import { phrases } from '../../phrases/phrases.ts';
import { classes } from '../../ui/classes.ts';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { acceptedEndings } from './chosen-file.ts';

import styles from './file-field.module.css';

export interface FileFieldProps {
  readonly file: File | null;
  /** Everything that was chosen or dropped; an empty list takes the file away. */
  readonly onChoose: (files: readonly File[]) => void;
  readonly error: string | undefined;
  /** Those of a new draft where none are given. */
  readonly label?: string;
  readonly hint?: string;
}

export function FileField(props: FileFieldProps) {
  const words = phrases.pages.newDraft;
  const { file, onChoose, error, label = words.file, hint = words.fileHint } = props;
  const [isOver, setOver] = useState(false);
  const drop = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      onChoose([...event.dataTransfer.files]);
    },
  };
  return (
    <Field label={label} hint={hint} error={error}>
      {(ties) => (
        <div className={classes(styles.place, isOver && styles.over)} {...drop}>
          <span className={styles.choose}>
            <input
              {...ties}
              type="file"
              className={styles.input}
              accept={acceptedEndings.join(',')}
              onChange={(event) => {
                onChoose([...(event.target.files ?? [])]);
                // The same file may be chosen again after it was mended.
                event.target.value = '';
              }}
            />
            <span className={styles.look} aria-hidden>
              <FileUp />
              {words.choose}
            </span>
          </span>
          {file === null ? (
            <span className={styles.drop}>{words.drop}</span>
          ) : (
            <output className={styles.chosen}>
              {words.chosen(file.name, words.kilobytes(file.size))}
              <IconButton
                label={words.removeFile(file.name)}
                icon={<X />}
                onPress={() => onChoose([])}
              />
            </output>
          )}
        </div>
      )}
    </Field>
  );
}
