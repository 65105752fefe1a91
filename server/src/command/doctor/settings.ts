/** Every variable: what it is set to, or falls back to, and where it does not fit. */
import type { Config } from '../../config.ts';
import { readConfig, secretSettings, settingNames } from '../../config.ts';
import { limitNames } from '../../gate/limits.ts';
import type { Advice } from './advice.ts';
import { look, ok, wrong } from './advice.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Ours, and set by the launcher. */
const ofTheLauncher = ['GLOSS_NODE_FETCHED', 'GLOSS_CALLED_FROM'];

export function adviseOnSettings(env: Environment): Advice[] {
  return [...settingNames.map((name) => adviseOn(name, env)), ...misspelt(env)];
}

/** Each by itself, so that one that does not fit hides no other. */
function adviseOn(name: string, env: Environment): Advice {
  const value = env[name]?.trim();
  const read = readConfig({ [name]: value });
  if (!read.ok)
    return wrong(name, read.problems.join(' '), 'Set it to what fits, or leave it out.');
  const shown = secretSettings.has(name) ? 'set' : value;
  return ok(name, value ? `${shown}` : `${fallback(name, read.config)} (not set)`);
}

function fallback(name: string, config: Config): string {
  const limit = Object.entries(limitNames).find(([known]) => known === name)?.[1];
  if (limit !== undefined) return numberOf(config.limits[limit]);
  switch (name) {
    case 'HOST':
      return config.host;
    case 'PORT':
      return String(config.port);
    case 'DATA_DIR':
      return config.dataDir;
    case 'BASE_URL':
      return 'http://localhost on that port';
    case 'GLOSS_SAMPLE':
      return config.sample ? 'on' : 'off';
    case 'LOG_LEVEL':
      return config.logLevel;
    case 'TRUST_PROXY':
      return config.trustProxy ? 'on' : 'off';
    case 'ALLOW_NETWORK_DISK':
      return config.allowNetworkDisk ? 'on' : 'off';
    default:
      return 'nothing';
  }
}

function numberOf(limit: number): string {
  return Number.isFinite(limit) ? String(limit) : 'no limit';
}

/** A variable that begins like ours and is none has no effect, and somebody meant it to have one. */
function misspelt(env: Environment): Advice[] {
  const known = new Set<string>([...settingNames, ...ofTheLauncher]);
  return Object.keys(env)
    .filter((name) => /^(GLOSS|LIMIT)_/.test(name) && !known.has(name))
    .map((name) => look(name, 'is set, and is no setting of Gloss', 'Compare it with README.md.'));
}
