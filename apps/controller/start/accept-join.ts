import { type Result, succeed } from '@interlock/base';
import type { JoinGrant } from '@interlock/node-api';
import { type OwnKind, purposeOf } from '../certificates/own-certificates.ts';

/** A key for which a certificate was asked. */
export interface AskedCertificate<Key> {
  readonly kind: OwnKind;
  readonly key: Key;
}

/** Takes the certificates of a join: each checked for the key for which it was asked, all or none. */
export function acceptJoin<Key, Credential>(
  asked: readonly AskedCertificate<Key>[],
  { ca, certificates }: Pick<JoinGrant, 'ca' | 'certificates'>,
  accept: (asked: AskedCertificate<Key>, certificate: string, ca: string) => Result<Credential>,
): Result<ReadonlyMap<OwnKind, Credential>> {
  const accepted = new Map<OwnKind, Credential>();
  for (const each of asked) {
    const given = certificates.find(({ purpose }) => purpose === purposeOf(each.kind));
    const credential = accept(each, given?.certificate ?? '', ca);
    if (!credential.ok) return credential;
    accepted.set(each.kind, credential.value);
  }
  return succeed(accepted);
}
