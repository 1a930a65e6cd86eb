/** What a certificate may be used for: to be dialled (`server`) or to dial (`client`). */
export type CertificateUsage = 'server' | 'client';

/** The extended key usages (RFC 5280 §4.2.1.12). */
export const usageIds: Readonly<Record<CertificateUsage, string>> = {
  server: '1.3.6.1.5.5.7.3.1',
  client: '1.3.6.1.5.5.7.3.2',
};

/** Object ids of the extensions that are read here (RFC 5280 §4.2.1). */
export const extensionIds = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

/** ecdsa-with-SHA256 (RFC 5758 §3.2). */
export const ecdsaWithSha256Id = '1.2.840.10045.4.3.2';
