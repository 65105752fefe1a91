/** Every shortcut in one list. The page opens it: with `?` outside of text fields, and with a button of the toolbar. */
import { phrases } from '../phrases/phrases.ts';
import { Dialog } from '../ui/dialog.tsx';
import type { Shortcut } from './shortcuts.ts';
import { keysOf } from './shortcuts.ts';

import styles from './shortcut-sheet.module.css';

const words = phrases.editor;

type Row = readonly [command: Shortcut, label: string];

const groups: readonly { readonly title: string; readonly rows: readonly Row[] }[] = [
  {
    title: words.sheetReview,
    rows: [
      ['annotate', words.annotate],
      ['selectWords', words.selectWords],
      ['openThread', words.openThread],
      ['leaveThread', words.leaveThread],
      ['thisList', words.thisList],
    ],
  },
  {
    title: words.sheetText,
    rows: [
      ['bold', words.bold],
      ['italic', words.italic],
      ['underline', words.underline],
      ['strike', words.strike],
      ['superscript', words.superscript],
      ['subscript', words.subscript],
      ['link', words.link],
      ['clearFormatting', words.clearFormatting],
      ['undo', words.undo],
      ['redo', words.redo],
      ['pastePlain', words.pastePlain],
    ],
  },
  {
    title: words.sheetBlocks,
    rows: [
      ['paragraph', words.paragraph],
      ['heading1', words.heading(1)],
      ['heading2', words.heading(2)],
      ['heading3', words.heading(3)],
      ['heading4', words.heading(4)],
      ['bulletList', words.bulletList],
      ['orderedList', words.orderedList],
      ['indent', words.nextCell],
      ['outdent', words.previousCell],
      ['quotation', words.quotation],
      ['lineBreak', words.lineBreak],
      ['moveBlocks', words.moveBlocks],
    ],
  },
];

/** What the editor makes of signs typed at the start of a line, or around words. */
const typed: readonly (readonly [signs: string, label: string])[] = [
  ['# … ####', `${words.heading(1)} … ${words.heading(4)}`],
  ['-', words.bulletList],
  ['1.', words.orderedList],
  ['>', words.quotation],
  ['---', words.rule],
  ['**…**', words.bold],
  ['*…*', words.italic],
  ['~~…~~', words.strike],
];

export interface ShortcutSheetProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function ShortcutSheet({ isOpen, onClose }: ShortcutSheetProps) {
  return (
    <Dialog title={words.sheetTitle} isOpen={isOpen} onClose={onClose} width="wide">
      <p>{words.sheetIntro}</p>
      <div className={styles.groups}>
        {groups.map(({ title, rows }) => (
          <section key={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.rows}>
              {rows.map(([command, label]) => (
                <div key={command}>
                  <dt>{label}</dt>
                  <dd>
                    {keysOf(command).map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3 className={styles.title}>{words.sheetTyped}</h3>
          <dl className={styles.rows}>
            {typed.map(([signs, label]) => (
              <div key={signs}>
                <dt>{label}</dt>
                <dd>
                  <kbd>{signs}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
