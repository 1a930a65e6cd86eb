/** SHA-256 (FIPS 180-4) of bytes or of the UTF-8 form of a text, as 32 bytes. Handed in: the core imports no module of Node. */
export type Sha256 = (data: Uint8Array | string) => Uint8Array;

/** Bytes from a cryptographically secure source. Handed in, so that tests can name theirs. */
export type RandomBytes = (count: number) => Uint8Array;
