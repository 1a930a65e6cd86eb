import { writeFileSync } from 'node:fs';
import { CliFault } from '../../client/cli-fault.ts';
import { type CommandContext, printResult } from '../../client/command-context.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { AuditPorts } from './audit-ports.ts';
import { openPlaces } from './open-places.ts';
import { ownKeys } from './trusted-keys.ts';

/** Options of `interlock audit keys`. */
export interface AuditKeysOptions {
  readonly output: string;
  readonly data?: string;
}

/** Writes the public keys of the audit chains to a file, for an auditor to keep where nobody here can change it. */
export async function auditKeysCommand(
  context: CommandContext,
  ports: AuditPorts,
  { output, data }: AuditKeysOptions,
): Promise<void> {
  const places = openPlaces(ports, data);
  for (const place of places) place.close();
  const keys = await ownKeys(ports, places);
  if (keys.length === 0)
    throw new CliFault(exitCodes.notFound, `There is no audit trail: ${places[0]?.database} is not there.`);
  writeFileSync(output, ports.keysText(keys));
  printResult(context, { file: output, keys }, [
    `Wrote ${output}: the public keys of ${keys.map(({ writer }) => `${writer.role} ${writer.id}`).join(', ')}.`,
    'Whoever keeps it can verify the audit trail without any private key:',
    `  npx interlock audit verify --data FOLDER --keys ${output}`,
  ]);
}
