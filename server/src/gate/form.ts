/**
 * Forms that bring a file. The platform's parser runs on the thread that everybody's sockets wait for: it takes seconds for
 * a form of many parts, or with long heads, and minutes for one that is no multipart at all. So neither is given to it.
 */
import type { Context } from 'hono';

/** A file, a title or an epoch: far fewer. */
const mostParts = 8;
/** The head of a part: its name, its type. */
const headBytes = 4096;

/** As browsers write it. */
const boundaryOf = /^multipart\/form-data; *boundary="?([\w'()+,./:=?-]{1,70})"?$/i;

/** @returns whether a file comes, and not JSON. */
export function isForm(c: Context): boolean {
  return /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '');
}

/** @returns the form; undefined where it is none, is broken off, or has more parts than any of ours. */
export async function readForm(c: Context): Promise<FormData | undefined> {
  const type = c.req.header('content-type') ?? '';
  const boundary = boundaryOf.exec(type)?.[1];
  if (boundary === undefined) return undefined;
  try {
    const bytes = Buffer.from(await c.req.arrayBuffer());
    if (!isBrief(bytes, `--${boundary}`)) return undefined;
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    return undefined;
  }
}

/** Whether it has few parts, and each of them a short head. */
function isBrief(bytes: Buffer, boundary: string): boolean {
  let parts = 0;
  for (let at = bytes.indexOf(boundary); at !== -1; at = bytes.indexOf(boundary, at + 1)) {
    parts += 1;
    if (parts > mostParts + 1) return false;
    const isEnd = bytes.subarray(at + boundary.length, at + boundary.length + 2).equals(ending);
    const head = bytes.subarray(at, at + headBytes);
    if (!isEnd && !head.includes('\r\n\r\n')) return false;
  }
  return true;
}

const ending = Buffer.from('--');
