// X.509, TLS proofs, signatures and sealing: keys, CAs, certificates and what is decided from them. It opens no
// connection and knows no database, no order and no route.
export { auditKeysText, parseAuditKeys } from './audit/audit-keys-file.ts';
export {
  type AuditKey,
  type AuditSigner,
  createAuditSigner,
  loadAuditSigner,
  statementVerifier,
} from './audit/audit-signer.ts';
export { readWitnessFile, type WitnessContent, type WitnessFile, witnessFile } from './audit/witness-file.ts';
export { createCertificateRequest } from './certificates/certificate-request.ts';
export type { CertificateUsage } from './certificates/object-ids.ts';
export {
  type ProgramCheck,
  type ProgramCheckOptions,
  type ProvedProgram,
  peerProblem,
  programCheck,
} from './certificates/peer-check.ts';
export {
  type CertificateOwner,
  createProgramAuthority,
  loadProgramAuthority,
  type ProgramAuthority,
  type ProgramAuthorityPorts,
  programAuthority,
  programLeafLifeMs,
} from './certificates/program-authority.ts';
export { expiryMs, needsRenewal } from './certificates/renewal.ts';
export { type TrustAnchor, trustAnchor } from './certificates/trust-anchor.ts';
export {
  type IsRevoked,
  type PeerExpectation,
  type PeerRefusal,
  type PeerRefusalReason,
  type VerifiedPeer,
  verifyPeer,
} from './certificates/verify-peer.ts';
export { randomBytes, sha256, thumbprintOf } from './digests.ts';
export { writeDurably } from './files/write-durably.ts';
export { hopSigningKey } from './hop-signing-key.ts';
export {
  createHttpsAuthority,
  isHttpsAuthorityFit,
  isHttpsCredentialFit,
  issueHttpsCredential,
} from './https/https-authority.ts';
export { identityUri, type ProgramIdentity, parseIdentityUri } from './identity/identity-uri.ts';
export { createInstallationId } from './identity/installation-id.ts';
export { createJoinCertificate } from './join/join-certificate.ts';
export { type JoinProofSide, type TokenProofs, tokenProofs } from './join/join-proofs.ts';
export { createJoinToken, type JoinToken, parseJoinToken } from './join/join-token.ts';
export { acceptGrant, type GrantedCertificate, identityOf } from './join/joined-credential.ts';
export { acceptRenewal, type RenewedCertificate } from './join/renewed-credential.ts';
export { type Credential, loadCredential, saveCredential, tlsMaterialOf } from './keys/credential.ts';
export { createSigningKey } from './keys/signing-key.ts';
export { type SecretSealer, secretSealer } from './sealing/sealer.ts';
export { addSealingKey, loadSealingKeys, type SealingKey } from './sealing/sealing-key.ts';
