/** The environment, read once and trusted afterwards. README.md has the same table for people who run Gloss. */
import { resolve } from 'node:path';

import * as z from 'zod/mini';

import { defaultLimits, limitNames } from './gate/limits.ts';
import type { Limits } from './gate/limits.ts';
import { isLoopback } from './gate/origin.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export interface Config {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataDir: string;
  /** Absent where nobody gave one; then it is this machine's own, on the port that is taken. */
  readonly baseUrl?: URL;
  /** Whether a house without accounts gets the sample; see `wantsSample`. */
  readonly sample: boolean;
  readonly logLevel: (typeof logLevels)[number];
  /** Whether a proxy stands in front that appends the address of whoever came to X-Forwarded-For. */
  readonly trustProxy: boolean;
  /** Whether DATA_DIR may lie on a disk of another machine. */
  readonly allowNetworkDisk: boolean;
  readonly limits: Limits;
  /** Opens `/metrics`; where it is absent there is no such address. */
  readonly metricsToken?: string;
}

/** The configuration, or one readable line for each bad variable. */
export type Read =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: string[] };

type Environment = Readonly<Record<string, string | undefined>>;

/** Each variable, and what is said where it does not fit. An empty variable is one that is not set. */
const variables = {
  HOST: [z.string().check(z.regex(/^[\w.:-]+$/)), 'an address to listen on, such as 127.0.0.1'],
  PORT: [z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65535)), 'a port, 0 to 65535'],
  DATA_DIR: [z.string(), 'a folder'],
  BASE_URL: [
    z.string().check(z.regex(/^https?:/), z.refine(isBare)),
    'where people reach Gloss: http or https, a host, and nothing after it',
  ],
  GLOSS_SAMPLE: [z.enum(['on', 'off']), 'on or off'],
  LOG_LEVEL: [z.enum(logLevels), `one of ${logLevels.join(', ')}`],
  METRICS_TOKEN: [
    z.string().check(z.regex(/^[\x21-\x7e]{16,200}$/)),
    'at least 16 letters, digits or signs, without spaces',
  ],
  TRUST_PROXY: [z.enum(['on', 'off']), 'on or off'],
  ALLOW_NETWORK_DISK: [z.enum(['on', 'off']), 'on or off'],
} as const satisfies Record<string, readonly [z.ZodMiniType, string]>;

type Name = keyof typeof variables;

/** Every variable that is read. */
export const settingNames: readonly string[] = [
  ...Object.keys(variables),
  ...Object.keys(limitNames),
];

/** Never repeated on a terminal, not even where they do not fit. */
export const secretSettings: ReadonlySet<string> = new Set<Name>(['METRICS_TOKEN']);

/** Reads what is set and falls back to the defaults for the rest. */
export function readConfig(env: Environment): Read {
  const problems: string[] = [];
  const read = <N extends Name>(name: N): z.output<(typeof variables)[N][0]> | undefined => {
    const [schema, wanted] = variables[name];
    const value = env[name]?.trim();
    if (!value) return undefined;
    const parsed = z.safeParse(schema, value);
    if (parsed.success) return parsed.data as z.output<(typeof variables)[N][0]>;
    const given = secretSettings.has(name) ? 'set' : `"${value}"`;
    problems.push(`${name} is ${given} but must be ${wanted}.`);
    return undefined;
  };
  const metricsToken = read('METRICS_TOKEN');
  const baseUrl = read('BASE_URL');
  const config: Config = {
    host: read('HOST') ?? '127.0.0.1',
    port: read('PORT') ?? 4310,
    dataDir: resolve(read('DATA_DIR') ?? 'data'),
    ...(baseUrl !== undefined && { baseUrl: new URL(baseUrl) }),
    sample: read('GLOSS_SAMPLE') !== 'off',
    logLevel: read('LOG_LEVEL') ?? 'warn',
    trustProxy: read('TRUST_PROXY') === 'on',
    allowNetworkDisk: read('ALLOW_NETWORK_DISK') === 'on',
    limits: readLimits(env, problems),
    ...(metricsToken !== undefined && { metricsToken }),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config };
}

function readLimits(env: Environment, problems: string[]): Limits {
  const limits: Record<keyof Limits, number> = { ...defaultLimits };
  for (const [name, limit] of Object.entries(limitNames)) {
    const value = env[name]?.trim();
    if (!value) continue;
    if (/^\d{1,12}$/.test(value)) limits[limit] = Number(value) || Infinity;
    else problems.push(`${name} is "${value}" but must be a whole number; 0 is no limit.`);
  }
  return limits;
}

/** @returns where people reach a house that listens on this port. */
export function baseUrlOf({ baseUrl }: Config, port: number): URL {
  return baseUrl ?? new URL(`http://localhost:${port}`);
}

/** The sample's accounts are for trying out: a house that others can reach never gets them. */
export function wantsSample({ sample }: Config, baseUrl: URL): boolean {
  return sample && isLoopback(baseUrl);
}

function isBare(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.href === `${url.origin}/`;
}
