import { type KeyObject, X509Certificate } from 'node:crypto';
import { problem, type Result, refuse, Secret, succeed } from '@interlock/base';
import { readSecretFile } from '../files/read-secret-file.ts';
import { writeDurably } from '../files/write-durably.ts';
import { parseSigningKey, signingKeyPem } from './signing-key.ts';

/** A private key with the certificate of its public half. */
export interface Credential {
  readonly privateKey: KeyObject;
  /** PEM. */
  readonly certificate: string;
  /** The CA that issued the certificate, PEM; absent where the certificate signed itself. */
  readonly authority?: string;
}

/** Key and certificate in PEM, as TLS takes them. */
export function tlsMaterialOf(credential: Credential): {
  readonly key: string;
  readonly certificate: string;
} {
  return { key: signingKeyPem(credential.privateKey).reveal(), certificate: credential.certificate };
}

/**
 * Stores a credential in one file, mode 0600: the key, its certificate, and the CA's. Being one file, key and
 * certificate are replaced together or not at all.
 */
export async function saveCredential(file: string, credential: Credential): Promise<void> {
  const { privateKey, certificate, authority = '' } = credential;
  const blocks = [signingKeyPem(privateKey).reveal(), certificate, authority].filter((block) => block !== '');
  await writeDurably(file, blocks.map((block) => `${block.trim()}\n`).join(''));
}

/**
 * Reads a credential.
 *
 * @returns undefined where there is no such file; a refusal where others may read it, or key and certificate do not
 * belong together.
 */
export async function loadCredential(file: string): Promise<Result<Credential | undefined>> {
  const content = await readSecretFile(file);
  if (!content.ok) return content;
  if (content.value === undefined) return succeed(undefined);
  const credential = parseCredential(content.value.reveal());
  return credential === undefined
    ? refuse(problem('KeyUnusable', `The file ${file} does not hold a key with its certificate.`))
    : succeed(credential);
}

const pemBlock = /-----BEGIN ([A-Z ]+)-----[A-Za-z0-9+/=\s]+-----END \1-----\n/g;

function parseCredential(content: string): Credential | undefined {
  const blocks = content.match(pemBlock) ?? [];
  const [keyPem, certificate, authority, ...others] = blocks;
  if (keyPem === undefined || certificate === undefined || others.length > 0) return undefined;
  // What stands between the blocks would be a block that was cut.
  if (blocks.join('') !== content) return undefined;
  const privateKey = parseSigningKey(new Secret(keyPem));
  if (privateKey === undefined || !isPair(privateKey, certificate)) return undefined;
  return { privateKey, certificate, ...(authority === undefined ? {} : { authority }) };
}

function isPair(privateKey: KeyObject, certificate: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(privateKey);
  } catch {
    return false;
  }
}
