/** Frames of every kind, good, odd, broken and hostile, at a real session and room; and the proof that faults are noticed. */
import { expect, test } from 'vitest';

import { report, triesOf } from '../../stage/proof.ts';
import { fire, framesPerSitting } from './fire.ts';
import { busyMsAtMost } from './sitting.ts';
import { hasTraces } from './traces.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const frames = triesOf('FRAMES', { short: 30_000, full: 1_000_000 });

test(
  `[N5] ${frames} frames: none is felt for ${busyMsAtMost} ms, a refused one changes nothing, a taken one leaves all in order (seed ${seed})`,
  async () => {
    const { findings, longest, ...counts } = await fire({ seed, frames });
    expect(findings).toEqual([]);
    // A sitting ends where an honest undo is refused.
    expect(counts.fired).toBeGreaterThanOrEqual(frames - counts.inVain * framesPerSitting);
    expect(counts.taken).toBeGreaterThan(frames / 200);
    expect(counts.honest).toBeGreaterThan(frames / 50);
    expect(counts.inVain).toBeLessThanOrEqual(1 + counts.honest / 10_000);
    const figures = { ...counts, longestMs: longest.ms, traces: hasTraces ? 'with' : 'without' };
    report({ name: 'Fuzz, frames in process', figures });
    const { hex, ...where } = longest;
    process.stdout.write(
      `${JSON.stringify({ seed, ...figures })}\nlongest: ${JSON.stringify({ ...where, bytes: hex.length / 2, hex: hex.slice(0, 400) })}\n`,
    );
  },
  120_000 + frames * 10,
);

test(
  `[N5] the same holds where the shortest edit is taken in slices (seed ${seed})`,
  async () => {
    const { findings, ...counts } = await fire({ seed, frames: frames / 10, isSliced: true });
    expect(findings).toEqual([]);
    expect(counts.taken).toBeGreaterThan(frames / 2_000);
    expect(counts.honest).toBeGreaterThan(frames / 500);
    expect(counts.inVain).toBeLessThanOrEqual(1 + counts.honest / 10_000);
    const { longest, ...figures } = counts;
    report({ name: 'Fuzz, frames in slices', figures: { ...figures, longestMs: longest.ms } });
  },
  120_000 + frames,
);

test.each([
  [
    'applies whatever Yjs applies',
    'trusting',
    /changed|wait|schema|attributes|journal|different|else|stumbled|refused/,
    30_000,
  ],
  // What takes a tenth of a second is not to be taken for endless where the machine is busy with much else.
  ['is slow with a presence', 'slow', /busy for \d+ ms/, 30_000],
  ['never comes back from a presence', 'endless', /never came back/, 4_000],
] as const)(
  `[N5] a room that %s does not pass (seed ${seed})`,
  async (_name, control, what, patienceMs) => {
    const { findings } = await fire({ seed, frames: 500, control, patienceMs });
    expect(findings.map((finding) => finding.what).join('\n')).toMatch(what);
  },
  120_000,
);
