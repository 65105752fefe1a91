/** One person's way to the server over HTTP: a cookie jar and the Origin a browser would send. */

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export class Agent {
  readonly url: string;
  #cookies = new Map<string, string>();

  /** @param cookie a Cookie header to begin with, such as that of another agent. */
  constructor(url: string, cookie = '') {
    this.url = url;
    for (const pair of cookie.split('; ').filter((each) => each !== '')) this.#keep(pair);
  }

  /** The Cookie header as it stands. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async get(path: string): Promise<Answer> {
    return this.#read(await this.fetch(path));
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const init = { method: 'POST', body: JSON.stringify(body) };
    return this.#read(
      await this.fetch(path, {
        ...init,
        headers: { 'content-type': 'application/json', ...headers },
      }),
    );
  }

  /** Sends a file as a browser's form would. */
  async upload(
    path: string,
    name: string,
    content: string | Uint8Array<ArrayBuffer>,
  ): Promise<Answer> {
    const form = new FormData();
    form.set('title', '');
    form.set('file', new Blob([content]), name);
    return this.#read(await this.fetch(path, { method: 'POST', body: form }));
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has('origin')) headers.set('origin', this.url);
    if (this.#cookies.size > 0) headers.set('cookie', this.cookie);
    const response = await fetch(new URL(path, this.url), { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const pair = line.split(';', 1)[0] ?? '';
    const at = pair.indexOf('=');
    if (/max-age=0/i.test(line)) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }

  async #read(response: Response): Promise<Answer> {
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text };
  }
}
