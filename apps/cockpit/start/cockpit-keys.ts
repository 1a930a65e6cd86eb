import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';

/** Something that was made at this start, for a person and for the audit trail. */
export interface MadeKey {
  readonly action: 'AuthorityCreated' | 'KeyCreated' | 'CertificateIssued';
  readonly kind: 'authority' | 'key' | 'certificate';
  readonly id: string;
  readonly text: string;
}

/** The files of the Cockpit's keys, below its data folder. */
export const keyFiles = {
  programAuthority: 'pki/programs.pem',
  node: 'keys/node.pem',
  audit: 'keys/audit.pem',
  httpsAuthority: 'https/root.pem',
  https: 'https/server.pem',
} as const;

/** How keys are read, made and stored; everything is fulfilled by `@interlock/trust`. */
export interface KeySmith<Credential, Signer, SealingKey> {
  readonly load: (file: string) => Promise<Result<Credential | undefined>>;
  readonly loadSigner: (file: string) => Promise<Result<Signer | undefined>>;
  readonly loadSealing: (file: string) => Promise<Result<readonly SealingKey[] | undefined>>;
}

/** The keys that are there; each may be missing before the first start. */
export interface HeldKeys<Credential, Signer, SealingKey> {
  readonly programAuthority?: Credential;
  readonly node?: Credential;
  readonly auditSigner?: Signer;
  readonly httpsAuthority?: Credential;
  readonly https?: Credential;
  readonly sealing?: readonly SealingKey[];
}

/**
 * Reads all keys and changes nothing. A database whose keys are missing is refused: new keys in their place would
 * make every program and every sealed secret unreadable without a word. One in which nobody has recorded anything yet
 * was left by a first start that was cut off before its keys were made.
 */
export async function readKeys<Credential, Signer, SealingKey>(
  smith: KeySmith<Credential, Signer, SealingKey>,
  files: { readonly at: (name: string) => string; readonly sealing: string; readonly hasRecords: boolean },
): Promise<Result<HeldKeys<Credential, Signer, SealingKey>>> {
  const programAuthority = await smith.load(files.at(keyFiles.programAuthority));
  if (!programAuthority.ok) return programAuthority;
  const node = await smith.load(files.at(keyFiles.node));
  if (!node.ok) return node;
  const auditSigner = await smith.loadSigner(files.at(keyFiles.audit));
  if (!auditSigner.ok) return auditSigner;
  const httpsAuthority = await smith.load(files.at(keyFiles.httpsAuthority));
  if (!httpsAuthority.ok) return httpsAuthority;
  const https = await smith.load(files.at(keyFiles.https));
  if (!https.ok) return https;
  const sealing = await smith.loadSealing(files.sealing);
  if (!sealing.ok) return sealing;
  const needed: readonly (readonly [unknown, string])[] = [
    [programAuthority.value, files.at(keyFiles.programAuthority)],
    [auditSigner.value, files.at(keyFiles.audit)],
    [sealing.value, files.sealing],
  ];
  const missing = needed.find(([key]) => key === undefined);
  if (files.hasRecords && missing !== undefined) return refuse(missingKey(missing[1]));
  return succeed({
    ...defined('programAuthority', programAuthority.value),
    ...defined('node', node.value),
    ...defined('auditSigner', auditSigner.value),
    ...defined('httpsAuthority', httpsAuthority.value),
    ...defined('https', https.value),
    ...defined('sealing', sealing.value),
  });
}

function defined<Name extends string, T>(name: Name, value: T | undefined): { readonly [N in Name]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in Name]: T });
}

function missingKey(file: string): Problem {
  return problem(
    'KeyUnusable',
    `${file} is missing, and the database beside it needs it. Bring it back from a backup; nothing was changed.`,
  );
}
