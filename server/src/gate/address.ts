/** Whose request it is, as far as an address can tell: for rates and counts only, never for rights. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** @returns the address that a request counts for. */
export type AddressRule = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

/**
 * @param trustProxy whether whoever connects is our proxy. Then the last address of X-Forwarded-For counts, which the
 * proxy appended itself; all before it came from outside and may be anything. Otherwise the header is not read at all.
 */
export function addressRule(trustProxy: boolean): AddressRule {
  return ({ headers, socket }) => {
    const forwarded = trustProxy ? [headers['x-forwarded-for']].flat().at(-1) : undefined;
    const last = forwarded?.split(',').at(-1)?.trim();
    const isNamed = last !== undefined && isIP(last) !== 0;
    return household(isNamed ? last : (socket.remoteAddress ?? ''));
  };
}

/** One home has one IPv4 address and, in IPv6, 2^64 of them: those count as one. */
function household(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(address) !== 6) return address;
  const [left = [], right] = address
    .toLowerCase()
    .replace(/%.*$/, '')
    .split('::')
    .map((half) => half.split(':').filter(Boolean));
  const zeros = right ? Math.max(0, 8 - left.length - right.length) : 0;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...(right ?? [])];
  const prefix = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${prefix.join(':')}::/64`;
}
