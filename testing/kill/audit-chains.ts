import { join } from 'node:path';
import { type SignedStatement, verifyChain } from '@interlock/audit';
import { unwrap } from '@interlock/base';
import { readAuditChain } from '@interlock/store';
import { type AuditKey, loadAuditSigner, readWitnessFile, sha256, statementVerifier } from '@interlock/trust';
import { programPlaces } from '../../apps/cli/program-places.ts';

/** Verifies the audit chains of all three programs against all their witnesses. @returns a sentence for each that is bad. */
export async function badAuditChains(dataRoot: string): Promise<readonly string[]> {
  const places = programPlaces(dataRoot);
  const witness: SignedStatement[] = [];
  const keys: AuditKey[] = [];
  for (const { auditKeyFile, folder, program } of places) {
    witness.push(...(await readWitnessFile(join(folder, 'witness.jsonl'))).statements);
    const signer = unwrap(await loadAuditSigner(auditKeyFile));
    if (signer !== undefined)
      keys.push({ writer: { role: program, id: program }, publicKey: signer.publicKey });
  }
  const bad: string[] = [];
  for (const { database, program } of places) {
    const chain = unwrap(readAuditChain(database, program, program));
    if (chain === undefined) {
      bad.push(`${program}: there is no audit chain`);
      continue;
    }
    const verify = statementVerifier(keys);
    const report = await verifyChain({ writer: chain.writer, lines: chain.lines(), witness, verify, sha256 });
    chain.close();
    if (!report.isSound)
      bad.push(`${program}: ${report.bad?.message ?? `${report.badStatements.length} bad statements`}`);
    else if (report.unwitnessed > 0) bad.push(`${program}: ${report.unwitnessed} records without a witness`);
  }
  return bad;
}
