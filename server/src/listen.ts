/** Taking the port, and saying in one sentence why it cannot be taken. */
import { once } from 'node:events';
import type { Server } from 'node:http';

/** @returns the port taken. Rejects with a sentence for the operator. */
export async function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw new Error(sentenceFor(error as NodeJS.ErrnoException, host, port), { cause: error });
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function sentenceFor({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code ?? '') {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken. Stop what runs there, or set PORT to another one.`;
    case 'EACCES':
      return `Port ${port} needs rights that this process does not have. Set PORT above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is not an address of this machine.`;
    default:
      return `Gloss cannot listen on ${host}:${port}: ${message}`;
  }
}
