export const chromiumFlags: string[];
export function chromiumPath(): string | undefined;
export function ensureBrowser(say: (line: string) => void): boolean;
