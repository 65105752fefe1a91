/** Names the page in the browser's tab and for those who hear pages read aloud. */
import { useEffect } from 'react';

import { phrases } from '../phrases/phrases.ts';

/** `title` is the page's own, such as a draft's; the product's name follows it. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = phrases.pages.documentTitle(title);
  }, [title]);
}
