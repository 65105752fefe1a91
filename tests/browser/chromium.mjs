// Where the browser for the tests is, and how it is got when there is none. Plain JavaScript: the launcher reads it too.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const known = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Flags under which it runs here and in containers: no GPU, no calls of its own to anywhere. */
export const chromiumFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** @returns {string | undefined} the path of an installed Chromium, Chrome or Edge. */
export function chromiumPath() {
  return known.find((path) => path !== undefined && path !== '' && existsSync(path));
}

/**
 * Makes sure that there is a browser: on Debian as root it installs one, elsewhere it says what to do.
 * @param {(line: string) => void} say
 * @returns {boolean} whether there is one now
 */
export function ensureBrowser(say) {
  if (chromiumPath() !== undefined) return true;
  const isDebianRoot =
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (isDebianRoot) {
    say('No Chromium found; installing it for the browser tests…');
    apt(['update', '-qq']);
    apt(['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    if (chromiumPath() !== undefined) return true;
  }
  say(
    'The browser tests need Chromium, Chrome or Edge. Install one (Debian, Ubuntu: sudo apt-get install chromium) ' +
      'or set CHROME_PATH to its path, then run npm test again.',
  );
  return false;
}

/** @param {string[]} words */
function apt(words) {
  spawnSync('apt-get', words, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
