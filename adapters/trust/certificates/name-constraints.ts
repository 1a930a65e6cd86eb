import { AsnConvert } from '@peculiar/asn1-schema';
import { GeneralName, GeneralSubtree, GeneralSubtrees, NameConstraints } from '@peculiar/asn1-x509';
import { Extension } from '../x509-library.ts';
import { extensionIds } from './object-ids.ts';

/** A part of the names that a CA may, or may not, vouch for (RFC 5280 §4.2.1.10). */
export type NameSubtree =
  /** A host of URIs; with a leading dot, all hosts below. */
  | { readonly uniformResourceIdentifier: string }
  /** A DNS name with all below; empty: all names. */
  | { readonly dNSName: string }
  /** Addresses, as `address/bits`. */
  | { readonly iPAddress: string };

/** All DNS names and all addresses. */
export const allHosts: readonly NameSubtree[] = [
  { dNSName: '' },
  { iPAddress: '0.0.0.0/0' },
  { iPAddress: '::/0' },
];

/** The extension that limits a CA; critical, so that whoever does not know it refuses the CA. */
export function nameConstraintsExtension(
  permitted: readonly NameSubtree[],
  excluded: readonly NameSubtree[],
): Extension {
  const constraints = new NameConstraints({
    permittedSubtrees: subtrees(permitted),
    ...(excluded.length === 0 ? {} : { excludedSubtrees: subtrees(excluded) }),
  });
  return new Extension(extensionIds.nameConstraints, true, AsnConvert.serialize(constraints));
}

function subtrees(names: readonly NameSubtree[]): GeneralSubtrees {
  return new GeneralSubtrees(names.map((name) => new GeneralSubtree({ base: new GeneralName(name) })));
}
