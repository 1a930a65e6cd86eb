import type { AddressInfo, Server } from 'node:net';
import { problem, type Result, refuse, succeed } from '@interlock/base';

/** Splits `host:port`; an IPv6 host stands in brackets. */
export function hostAndPort(address: string): { readonly host: string; readonly port: number } {
  const cut = address.lastIndexOf(':');
  return { host: address.slice(0, cut).replace(/^\[(.*)\]$/, '$1'), port: Number(address.slice(cut + 1)) };
}

/** Binds a server to `host:port` (port 0: any free one) and gives the address that it got. */
export function listen(server: Server, address: string): Promise<Result<string>> {
  const { promise, resolve } = Promise.withResolvers<Result<string>>();
  const failed = (error: Error): void =>
    resolve(refuse(problem('Internal', `The address ${address} can not be used: ${error.message}.`)));
  server.once('error', failed);
  server.listen(hostAndPort(address), () => {
    server.off('error', failed);
    resolve(succeed(boundAddress(server)));
  });
  return promise;
}

function boundAddress(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}
