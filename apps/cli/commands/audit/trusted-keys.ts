import { readFileSync } from 'node:fs';
import { CliFault } from '../../client/cli-fault.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { AuditKey, AuditPorts } from './audit-ports.ts';
import type { OpenPlace } from './open-places.ts';

/** The public keys of the programs in a data folder, as far as their chains are there too and say whose they are. */
export async function ownKeys(ports: AuditPorts, places: readonly OpenPlace[]): Promise<readonly AuditKey[]> {
  const keys: AuditKey[] = [];
  for (const { keyFile, chain } of places) {
    const key = await ports.readPublicKey(keyFile);
    if (!key.ok) throw new CliFault(exitCodes.failed, key.problem.message);
    if (key.value !== undefined && chain.ok && chain.value !== undefined)
      keys.push({ writer: chain.value.writer, publicKey: key.value.publicKey });
  }
  return keys;
}

/** The keys in files that `audit keys` wrote. */
export function readKeyFiles(ports: AuditPorts, files: readonly string[]): readonly AuditKey[] {
  return files.flatMap((file) => {
    const keys = ports.parseKeys(textOf(file));
    if (!keys.ok) throw new CliFault(exitCodes.failed, `${file}: ${keys.problem.message}`);
    return keys.value;
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CliFault(exitCodes.notFound, `${file} can not be read: ${why}.`);
  }
}
