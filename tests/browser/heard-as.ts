/** What Chromium tells a screen reader: its accessibility tree, asked of the debugger, which knows more than the page's own attributes. */
import type { PersonWindow } from './window.ts';

/** One node of the tree with those beneath it; what is ignored gives way to its children. */
export interface Heard {
  readonly role: string;
  readonly name: string;
  /** The ids of the elements that its details lead to. */
  readonly details: readonly string[];
  readonly children: readonly Heard[];
}

/** @returns what stands in the text, as it is heard. */
export async function heardInText(window: PersonWindow): Promise<Heard> {
  const cdp = await window.page.context().newCDPSession(window.page);
  try {
    const { nodes } = await cdp.send('Accessibility.getFullAXTree');
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const read = (id: string): Heard[] => {
      const node = byId.get(id);
      if (node === undefined) return [];
      const children = (node.childIds ?? []).flatMap(read);
      if (node.ignored) return children;
      const details = node.properties?.find(({ name }) => name === 'details');
      const to = details?.value.relatedNodes?.map(({ idref }) => idref ?? '') ?? [];
      const [role, name] = [node.role?.value, node.name?.value].map((each) => String(each ?? ''));
      return [{ role: role ?? '', name: name ?? '', details: to, children }];
    };
    const text = nodes.find(
      ({ role, name }) => role?.value === 'textbox' && name?.value === 'Text of the draft',
    );
    const [heard] = text ? read(text.nodeId) : [];
    if (heard === undefined) throw new Error('the tree has no text');
    return heard;
  } finally {
    await cdp.detach();
  }
}

/** @returns all nodes of a role, outermost first. */
export function ofRole(heard: Heard, role: string): Heard[] {
  const within = heard.children.flatMap((child) => ofRole(child, role));
  return heard.role === role ? [heard, ...within] : within;
}

/** @returns the words at and beneath a node, in order. */
export function wordsOf({ role, name, children }: Heard): string {
  return role === 'StaticText' ? name : children.map(wordsOf).join('');
}
