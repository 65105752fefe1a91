/**
 * Every word on screen. Each room writes its own file under `en/`; this file only puts them together.
 * A phrase is a string or a function of its arguments. Another language is another folder of the same type.
 */
import { editor } from './en/editor.ts';
import { line } from './en/line.ts';
import { margin } from './en/margin.ts';
import { pages } from './en/pages.ts';
import { refusals } from './en/refusals.ts';
import { ui } from './en/ui.ts';
import type { Language } from './language.ts';
import { currentLanguage } from './language.ts';

const english = { ui, line, editor, margin, pages, refusals };

/** The shape of a catalogue: the English one, with any words in the place of its words. */
type Shape<Part> = Part extends string
  ? string
  : Part extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof Part]: Shape<Part[Key]> };
export type Phrases = Shape<typeof english>;

const catalogues: Record<Language, Phrases> = { en: english };

/** The language of this visit. It changes with a reload only, so a phrase may be read at any time. */
export const language = currentLanguage();

export const phrases: Phrases = catalogues[language];
