import { expect, test } from 'vitest';

import { attachment } from './file-name.ts';

test('a title becomes a file name', () => {
  expect(attachment('AI in Health: national strategy', 'md')).toBe(
    `attachment; filename="AI in Health national strategy.md"; filename*=UTF-8''AI%20in%20Health%20national%20strategy.md`,
  );
});

test('a title cannot name another folder, end the header or start a new one', () => {
  const line = attachment('../../etc/passwd"\r\nSet-Cookie: a=b', 'html');
  expect(line).toBe(
    `attachment; filename="etc passwd Set-Cookie a=b.html"; filename*=UTF-8''etc%20passwd%20Set-Cookie%20a%3Db.html`,
  );
});

test('letters of every language stay in the true name', () => {
  const line = attachment('Strategaeth Iechyd ŵ 健康', 'md');
  expect(line).toContain(`filename="Strategaeth Iechyd w.md"`);
  expect(line).toContain(encodeURIComponent('Strategaeth Iechyd ŵ 健康.md'));
});

test('a title of nothing but signs is called draft', () => {
  expect(attachment('***', 'md')).toContain('filename="draft.md"');
});

test('signs that have a wide form cannot name another file either', () => {
  const line = attachment('x＂； filename＊＝UTF-8＇＇evil．exe； a＝＂', 'md');
  expect(line).toMatch(
    /^attachment; filename="x filename =UTF-8''evil\.exe a=\.md"; filename\*=UTF-8''x%EF/,
  );
  expect(attachment('…／…／etc', 'md')).toContain('filename="etc.md"');
});
