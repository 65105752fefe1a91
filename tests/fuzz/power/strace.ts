/** Runs a program under strace, which writes down every call that changes a disk, with all its bytes. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';

/** Whatever changes a file or a folder. What the model does not know (disk.ts) is traced as well, so that it is noticed. */
const calls =
  'write pwrite64 writev pwritev pwritev2 copy_file_range sendfile splice io_uring_setup ' +
  'ftruncate truncate fallocate fsync fdatasync sync syncfs sync_file_range msync ' +
  'open openat openat2 creat link linkat symlink symlinkat ' +
  'rename renameat renameat2 unlink unlinkat mkdir mkdirat rmdir';

export interface Program {
  /** The arguments of Node: options, the script, and what it is given. */
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where the trace goes. */
  readonly trace: string;
}

/**
 * Runs Node until it ends by itself.
 * @returns what it printed. Rejects where strace cannot run, or where the program fails.
 */
export async function runTraced({ argv, env, trace }: Program): Promise<string> {
  ensureStrace();
  const child = spawn(
    'strace',
    // Of threads, too (-f), what descriptors stand for (-y), and all bytes and paths in hex (-xx), as long as they are (-s).
    `-f --seccomp-bpf -y -xx -s ${64 * 1024 * 1024} -e signal=none`
      .split(' ')
      .concat('-e', `trace=${calls.replaceAll(/\b(?=\w)/g, '?').replaceAll(' ', ',')}`)
      .concat('-o', trace, '--', process.execPath, ...argv),
    { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let printed = '';
  child.stdout.on('data', (bytes: Buffer) => (printed += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (printed += bytes.toString()));
  await once(child, 'close');
  if (child.exitCode !== 0)
    throw new Error(`the traced program ended with ${child.exitCode}:\n${printed}`);
  return printed;
}

/** On Debian as root it installs strace; elsewhere it says what to do. The proof never passes without it. */
function ensureStrace(): void {
  if (isThere()) return;
  const isDebianRoot =
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (isDebianRoot) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const words of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', 'strace'],
    ])
      spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (isThere()) return;
  }
  throw new Error(
    'The power-loss proof needs strace (Linux; Debian, Ubuntu: sudo apt-get install strace). Without it nothing is proven.',
  );
}

function isThere(): boolean {
  return spawnSync('strace', ['-V'], { stdio: 'ignore' }).status === 0;
}
