import { accessSync, constants, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';

/** An address that must be free. */
export interface NeededAddress {
  readonly what: string;
  readonly variable: string;
  readonly host: string;
  readonly port: number;
}

/** What forbids a start, in one line for a person; undefined where nothing does. Nothing is changed. */
export async function preflight(
  dataRoot: string,
  addresses: readonly NeededAddress[],
): Promise<string | undefined> {
  return folderFault(dataRoot) ?? (await firstTaken(addresses));
}

/** Why a folder can not be used or made; undefined where nothing forbids it. */
export function folderFault(folder: string): string | undefined {
  let at = folder;
  for (;;) {
    try {
      if (!statSync(at).isDirectory())
        return `The data folder ${folder} can not be used: ${at} is no folder.`;
      accessSync(at, constants.W_OK | constants.X_OK);
      return undefined;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' || dirname(at) === at)
        return `The data folder ${folder} can not be written (${code} at ${at}). Set INTERLOCK_DATA to another one.`;
      at = dirname(at);
    }
  }
}

async function firstTaken(addresses: readonly NeededAddress[]): Promise<string | undefined> {
  for (const address of addresses) {
    const code = await bindFault(address.host, address.port);
    if (code === undefined) continue;
    const why = code === 'EADDRINUSE' ? 'is in use by another program' : `can not be bound (${code})`;
    return `Port ${address.port} on ${address.host}, needed by the ${address.what}, ${why}. End that program, or set ${address.variable}.`;
  }
  return undefined;
}

/** The system's code for why an address can not be bound; undefined where it can. */
export function bindFault(host: string, port: number): Promise<string | undefined> {
  if (port === 0) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

/** Ports that are free at this moment, for a run beside others. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const probes = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<import('node:net').Server>((resolve, reject) => {
          const probe = createServer();
          probe.once('error', reject);
          probe.listen({ host: '127.0.0.1', port: 0 }, () => resolve(probe));
        }),
    ),
  );
  const ports = probes.map((probe) => (probe.address() as import('node:net').AddressInfo).port);
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}
