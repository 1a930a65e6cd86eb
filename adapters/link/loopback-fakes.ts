// What the tests of this package stand on: a CA of their own, certificates, and a token that says what it is for.
import 'reflect-metadata';
import { createHash, randomBytes, randomUUID, sign, verify, webcrypto, X509Certificate } from 'node:crypto';
import { base64url, problem, type Result, refuse, succeed } from '@interlock/base';
import { buildHopToken, type HopClaims, type HopSigningKey, parseHopToken } from '@interlock/hop';
import * as x509 from '@peculiar/x509';
import { hopTokenSigner, hopTokenVerifier } from './hop-tokens.ts';
import type { PeerCheck, ProvedPeer, SignToken, TlsMaterial, VerifyToken } from './security.ts';

x509.cryptoProvider.set(webcrypto);
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const serverAuth = '1.3.6.1.5.5.7.3.1';
const clientAuth = '1.3.6.1.5.5.7.3.2';

/** A certificate with its key. */
export interface FakeIdentity extends TlsMaterial {
  readonly uri: string;
  /** The last part of the URI. */
  readonly id: string;
  readonly thumbprint: string;
}

/** A CA of the tests. */
export interface FakeCa {
  issue(uri: string, usage: 'server' | 'client'): Promise<FakeIdentity>;
  /** Accepts certificates of this CA with one URI and one usage. */
  check(uri: string, usage: 'server' | 'client'): PeerCheck & { readonly revoked: Set<string> };
}

/** Makes a CA. */
export async function fakeCa(): Promise<FakeCa> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=tests',
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  return {
    issue: (uri, usage) => issue(uri, usage, root, keys.privateKey),
    check: (uri, usage) => check(uri, usage, root),
  };
}

async function issue(
  uri: string,
  usage: 'server' | 'client',
  root: x509.X509Certificate,
  signingKey: webcrypto.CryptoKey,
): Promise<FakeIdentity> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: randomUUID().replaceAll('-', ''),
    subject: 'CN=leaf',
    issuer: root.subject,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.SubjectAlternativeNameExtension([{ type: 'url', value: uri }]),
      new x509.ExtendedKeyUsageExtension([usage === 'server' ? serverAuth : clientAuth]),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    uri,
    id: idOf(uri),
    key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`,
    certificate: certificate.toString('pem'),
    thumbprint: thumbprintOf(new Uint8Array(certificate.rawData)),
  };
}

function thumbprintOf(der: Uint8Array): string {
  return base64url(createHash('sha256').update(der).digest());
}

function check(
  uri: string,
  usage: 'server' | 'client',
  root: x509.X509Certificate,
): PeerCheck & { readonly revoked: Set<string> } {
  const revoked = new Set<string>();
  return {
    revoked,
    prove: (der) => prove(der, uri, usage, root),
    recheck: (peer) =>
      revoked.has(peer.thumbprint) ? problem('CertificateRefused', 'The certificate is revoked.') : undefined,
  };
}

function prove(
  der: Uint8Array,
  uri: string,
  usage: 'server' | 'client',
  root: x509.X509Certificate,
): Result<ProvedPeer> {
  const leaf = new x509.X509Certificate(Uint8Array.from(der));
  const names = leaf.getExtension(x509.SubjectAlternativeNameExtension)?.names.items ?? [];
  const usages = leaf.getExtension(x509.ExtendedKeyUsageExtension)?.usages ?? [];
  const isOurs = leaf.issuer === root.subject && isSignedBy(der, root);
  const fits =
    isOurs &&
    names.some((name) => name.value === uri) &&
    usages.includes(usage === 'server' ? serverAuth : clientAuth);
  if (!fits) return refuse(problem('CertificateRefused', `The certificate is not that of ${uri}.`));
  return succeed({
    kind: 'certificate',
    id: idOf(uri),
    thumbprint: thumbprintOf(der),
    verify: (text, signature) => {
      const key = new X509Certificate(der).publicKey;
      return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature);
    },
  });
}

function idOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

function isSignedBy(der: Uint8Array, root: x509.X509Certificate): boolean {
  const leaf = new X509Certificate(der);
  return leaf.verify(new X509Certificate(new Uint8Array(root.rawData)).publicKey);
}

/** Signs tokens with the key of one certificate; `change` forges them. */
export function fakeSigner(
  identity: FakeIdentity,
  change: (claims: HopClaims) => HopClaims = (claims) => claims,
): SignToken {
  const key: HopSigningKey = {
    kind: 'certificate',
    thumbprint: identity.thumbprint,
    sign: (text) => sign('sha256', Buffer.from(text), { key: identity.key, dsaEncoding: 'ieee-p1363' }),
  };
  const honest = hopTokenSigner({ id: identity.id, key: () => key, clock, randomBytes });
  return (request) => {
    const made = honest(request);
    const parsed = made.ok ? parseHopToken(made.value) : undefined;
    return parsed?.ok === true ? buildHopToken(change(parsed.value.claims), key) : made;
  };
}

/** Verifies tokens for one receiver. */
export function fakeVerifier(id: string): VerifyToken {
  return hopTokenVerifier({ id, clock });
}

const clock = { now: () => Date.now() };

/** A promise that a test waits for, at most 5 seconds. */
export async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`${what} did not happen`)), 5_000);
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer));
}
