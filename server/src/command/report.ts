/** How an examination reads: what was looked at, then each finding with what to do; or all of it as JSON for a machine. */
import type { Counts, Finding } from '../backup/finding.ts';
import { say } from './terminal.ts';

export interface Report {
  readonly checked: Counts;
  readonly findings: readonly Finding[];
}

/** Prints it, and leaves exit code 1 where something is wrong. @param rest more for the machine. */
export function printReport(report: Report, asJson: boolean, rest: object = {}): void {
  const wrong = report.findings.filter(({ is }) => is === 'wrong').length;
  if (wrong > 0) process.exitCode = 1;
  if (asJson) {
    const { checked, findings } = report;
    say([JSON.stringify({ ok: wrong === 0, checked, findings, ...rest }, null, 2)]);
    return;
  }
  say([`Checked: ${countsOf(report.checked)}.`]);
  for (const finding of report.findings) say(linesOf(finding));
  say([summaryOf(wrong, report.findings.length - wrong)]);
}

function linesOf({ is, about, what, todo }: Finding): string[] {
  return ['', `${is === 'wrong' ? 'WRONG' : 'look'}  ${about}`, `  ${what}`, `  ${todo}`];
}

function countsOf(checked: Counts): string {
  return Object.entries(checked)
    .map(([what, count]) => `${what} ${count.toLocaleString('en')}`)
    .join(', ');
}

function summaryOf(wrong: number, looks: number): string {
  if (wrong === 0)
    return looks === 0 ? 'Nothing is wrong.' : `\nNothing is wrong; ${looks} to look at.`;
  return `\n${wrong === 1 ? '1 thing is' : `${wrong} things are`} wrong.`;
}
