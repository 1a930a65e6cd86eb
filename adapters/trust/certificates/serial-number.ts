import type { RandomBytes } from '@interlock/base';

/** A random serial number of 127 bits in hexadecimal: positive, not zero, and not to be guessed (RFC 5280 §4.1.2.2). */
export function createSerialNumber(randomBytes: RandomBytes): string {
  const bytes = Buffer.from(randomBytes(16));
  // The first byte from 40 to 7f: DER writes such a number without a leading zero, always in the same length.
  bytes.writeUInt8(((bytes[0] ?? 0) & 0x3f) | 0x40, 0);
  return bytes.toString('hex');
}
