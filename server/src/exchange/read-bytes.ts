/** The characters of a file, or nothing where it holds none: pictures, archives, documents of word processors. */

/** @returns the text of a file, or null where it is none or in an encoding that it does not name. */
export function readBytes(bytes: Uint8Array): string | null {
  const encoding = encodingOf(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return isText(text) ? text : null;
  } catch {
    // Bytes that are no text of that encoding, or an encoding that does not exist.
    return null;
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Pages saved by older word processors name a national encoding in their head.
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8';
}

/** How archives (word processor files among them), PDF and RTF begin, as far as they are characters at all. */
const foreign = ['PK\u0003\u0004', '%PDF-', '{\\rtf'];

function isText(text: string): boolean {
  return !text.includes('\0') && !foreign.some((start) => text.startsWith(start));
}
