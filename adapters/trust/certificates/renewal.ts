import { X509Certificate } from 'node:crypto';

/** Whether a third of a certificate's life, or less, is left. */
export function needsRenewal(certificatePem: string, nowMs: number): boolean {
  const { validFromDate, validToDate } = new X509Certificate(certificatePem);
  const lifeMs = validToDate.getTime() - validFromDate.getTime();
  return validToDate.getTime() - nowMs <= lifeMs / 3;
}

/** When a certificate ends, in milliseconds since 1970. */
export function expiryMs(certificatePem: string): number {
  return new X509Certificate(certificatePem).validToDate.getTime();
}
