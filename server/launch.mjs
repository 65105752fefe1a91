// The one command: brings a fitting Node, installs, builds, and runs what was asked for.
// Node built-ins only, and plain enough for Node 18, because it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { toolchain } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const isWindows = process.platform === 'win32';
const [command = 'help', ...rest] = process.argv.slice(2);

/** npm's own lifecycle variables confuse an npx inside an npx; only where to fetch from may stay. */
const keptNpm = new Set(['npm_config_registry', 'npm_config_cache', 'npm_config_userconfig']);
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || keptNpm.has(name)),
);
const quietNpm = {
  ...env,
  npm_config_yes: 'true',
  npm_config_update_notifier: 'false',
  npm_config_fund: 'false',
  npm_config_audit: 'false',
  npm_config_loglevel: 'error',
};

if (isFitting()) await run();
else continueUnderFetchedNode();

/** Node 24 runs TypeScript as it is; SQLite before 3.51.3 can corrupt a file that two connections write. */
function isFitting() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  return major >= 24 && atLeast(process.versions.sqlite ?? '0', [3, 51, 3]);
}

function atLeast(version, wanted) {
  const have = version.split('.').map(Number);
  for (const [at, number] of wanted.entries()) {
    if ((have[at] ?? 0) !== number) return (have[at] ?? 0) > number;
  }
  return true;
}

function continueUnderFetchedNode() {
  if (env.GLOSS_NODE_FETCHED) stop(`The fetched Node ${process.version} does not fit either.`);
  say(`Node ${process.version} is too old for Gloss; fetching Node ${toolchain.node} from npm…`);
  const asked = spawnSync(
    'npx',
    ['--yes', '-p', `node@${toolchain.node}`, 'node', '-p', 'process.execPath'],
    {
      cwd: root,
      env: quietNpm,
      shell: isWindows,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const node = (asked.stdout ?? '').trim().split('\n').pop();
  if (asked.status !== 0 || !node || !existsSync(node)) {
    stop(`Node ${toolchain.node} could not be fetched. Install Node 24 and run this again.`);
  }
  follow(
    spawn(node, [fileURLToPath(import.meta.url), command, ...rest], {
      cwd: root,
      stdio: 'inherit',
      env: { ...env, GLOSS_NODE_FETCHED: '1', PATH: dirname(node) + delimiter + (env.PATH ?? '') },
    }),
  );
}

async function run() {
  switch (command) {
    case 'start':
    case 'gloss':
      install();
      if (needsClient()) build();
      return follow(
        spawnNode([...toolchain.server.flags, 'server/src/main.ts', ...rest], {
          // Three threads, each with room to spare, would take twice the memory that is in use.
          ...toolchain.server.env,
          GLOSS_CALLED_FROM: env.INIT_CWD ?? process.cwd(),
        }),
      );
    case 'test':
      install();
      build();
      await browser();
      return must(
        node(['node_modules/vitest/vitest.mjs', 'run', '-c', 'tests/vitest.config.ts', ...rest]),
      );
    case 'prove':
      install();
      build();
      return must(node(['tests/prove.ts', ...rest]));
    case 'check':
      install();
      return check();
    case 'fix':
      install();
      must(tool('oxfmt', ['.']));
      return must(tool('oxlint', ['--fix']));
    case 'bench':
      install();
      // With a word behind it, it measures servers only.
      if (rest.length === 0) {
        build();
        await browser();
      }
      return must(node(['tests/bench/run.ts', ...rest]));
    case 'bench:editor':
      install();
      await browser();
      return must(node(['tests/bench/editor/run.ts']));
    case 'dev':
      install();
      return develop();
    case 'x':
      install();
      return must(tool(rest[0] ?? 'tsc', rest.slice(1)));
    default:
      return say(
        'usage: npm start | npm test | npm run gloss -- <command> | npm run check | fix | dev | bench | bench:editor | prove | x <tool> …',
      );
  }
}

/** The quick loop: format, lint with the floors, types, unit tests, dead code. Runs all and names what failed. */
function check() {
  const steps = [
    ['format', () => tool('oxfmt', ['--check', '.'])],
    ['lint', () => tool('oxlint', ['--type-aware', '--quiet'])],
    ...['shared', 'server', 'client', 'tests'].map((house) => [
      `types of ${house}`,
      () => tool('tsc', ['-p', house]),
    ]),
    [
      'unit tests',
      () =>
        node([
          'node_modules/vitest/vitest.mjs',
          'run',
          '-c',
          'tests/vitest.config.ts',
          '--project',
          'unit',
        ]),
    ],
    ['dead code', () => tool('knip', [])],
  ];
  const failed = steps.filter(([name, step]) => {
    say('— ' + name);
    return step() !== 0;
  });
  if (failed.length > 0) stop(`check failed: ${failed.map(([name]) => name).join(', ')}`);
  say('check passed');
}

/** Installs exactly what the lock file says, unless that was done already. */
function install() {
  const wanted = fingerprint();
  const mark = join(root, 'node_modules', '.gloss-installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  say('Installing… (the first time takes about half a minute)');
  must(
    spawnTool('npx', [
      '--yes',
      `pnpm@${toolchain.pnpm}`,
      'install',
      '--frozen-lockfile',
      '--prefer-offline',
      '--reporter=append-only',
      '--config.confirm-modules-purge=false',
    ]),
  );
  writeFileSync(mark, wanted);
}

function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'];
  for (const house of ['client', 'server', 'shared', 'tests']) files.push(`${house}/package.json`);
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Only a server hands the client out; no command at all serves. */
function needsClient() {
  return (rest[0] ?? 'serve') === 'serve';
}

function build() {
  say('Building the client…');
  must(
    node(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], join(root, 'client')),
  );
}

async function browser() {
  const { ensureBrowser } = await import('../tests/browser/chromium.mjs');
  if (!ensureBrowser(say)) process.exit(1);
}

function develop() {
  const server = spawnNode([...toolchain.server.flags, '--watch', 'server/src/main.ts'], {
    BASE_URL: 'http://localhost:5173',
  });
  const client = spawnNode(['node_modules/vite/bin/vite.js'], {}, join(root, 'client'));
  client.on('exit', () => server.kill('SIGTERM'));
  follow(server);
}

function node(argv, cwd = root) {
  return spawnSync(process.execPath, argv, { cwd, stdio: 'inherit', env }).status ?? 1;
}

function spawnNode(argv, more = {}, cwd = root) {
  const cache = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled') };
  return spawn(process.execPath, argv, {
    cwd,
    stdio: 'inherit',
    env: { ...cache, ...env, ...more },
  });
}

function tool(name, argv) {
  const bin = join(root, 'node_modules', '.bin');
  return spawnTool(join(bin, name), argv, {
    ...env,
    PATH: `${dirname(process.execPath)}${delimiter}${bin}${delimiter}${env.PATH ?? ''}`,
  });
}

function spawnTool(file, argv, withEnv = quietNpm) {
  const done = spawnSync(file, argv, {
    cwd: root,
    stdio: 'inherit',
    env: withEnv,
    shell: isWindows,
  });
  if (done.error) stop(`could not start ${file}: ${done.error.message}`);
  return done.status ?? 1;
}

/** Hands signals on, and stops when the parent goes away: npm dies on SIGTERM without telling its child. */
function follow(child) {
  const end = (signal) => {
    child.kill(signal);
    setTimeout(() => child.kill('SIGKILL'), 12_000).unref();
  };
  // Ctrl-C in a terminal reaches the child by itself.
  process.on('SIGINT', () => process.stdin.isTTY || end('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
  const parent = process.ppid;
  setInterval(() => {
    if (!isWindows && process.ppid !== parent) end('SIGTERM');
  }, 500).unref();
  child.on('error', (error) => stop(error.message));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

function must(code) {
  if (code !== 0) process.exit(code);
}

/** What `gloss` prints is its own: a report in JSON stays one. */
function say(line) {
  const to = command === 'gloss' ? process.stderr : process.stdout;
  to.write(`${line}\n`);
}

function stop(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
