import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import {
  type AuditWriter,
  isSameWriter,
  type SignedStatement,
  statementText,
  type VerifyStatement,
  type WitnessStatement,
} from '@interlock/audit';
import { base64url, problem, type Result, refuse, type Secret, succeed } from '@interlock/base';
import { sha256 } from '../digests.ts';
import { readSecretFile } from '../files/read-secret-file.ts';
import { writeDurably } from '../files/write-durably.ts';

/** Signs what a program says about audit chains (semantics §6.1): Ed25519 (RFC 8032), its key in a file of its own. */
export interface AuditSigner {
  /** SHA-256 of the public key (SPKI), in base64url. */
  readonly keyId: string;
  /** PEM, for those who verify. */
  readonly publicKey: string;
  sign(statement: WitnessStatement): SignedStatement;
}

/** Makes a key and stores it, mode 0600. */
export async function createAuditSigner(file: string): Promise<AuditSigner> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeDurably(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return signerWith(privateKey);
}

/** Reads the key; undefined where there is no such file. */
export async function loadAuditSigner(file: string): Promise<Result<AuditSigner | undefined>> {
  const content = await readSecretFile(file);
  if (!content.ok) return content;
  if (content.value === undefined) return succeed(undefined);
  const key = keyOf(content.value);
  return key === undefined
    ? refuse(problem('KeyUnusable', `The file ${file} holds no Ed25519 key.`))
    : succeed(signerWith(key));
}

function keyOf(pem: Secret): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem.reveal());
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

function signerWith(privateKey: KeyObject): AuditSigner {
  const publicKey = createPublicKey(privateKey);
  const keyId = keyIdOf(publicKey);
  return {
    keyId,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (statement) => ({
      statement,
      keyId,
      signature: base64url(sign(null, Buffer.from(statementText(statement)), privateKey)),
    }),
  };
}

function keyIdOf(publicKey: KeyObject): string {
  return base64url(sha256(publicKey.export({ type: 'spki', format: 'der' })));
}

/** A key that an auditor trusts, and whose it is. */
export interface AuditKey {
  readonly writer: AuditWriter;
  /** PEM. */
  readonly publicKey: string;
}

/** Verifies statements with the keys that are trusted; a writer may have had several. */
export function statementVerifier(keys: readonly AuditKey[]): VerifyStatement {
  const known = keys.map(({ writer, publicKey }) => {
    const key = createPublicKey(publicKey);
    return { writer, key, keyId: keyIdOf(key) };
  });
  return (signer, keyId, text, signature) => {
    const found = known.find((one) => one.keyId === keyId && isSameWriter(one.writer, signer));
    return (
      found !== undefined && verify(null, Buffer.from(text), found.key, Buffer.from(signature, 'base64url'))
    );
  };
}
