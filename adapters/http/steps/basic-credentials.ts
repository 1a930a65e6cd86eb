import { Secret } from '@interlock/base';

/** The longest header `Authorization: Basic`, in characters. */
const lengthMax = 8_192;

/**
 * Account and password of `Authorization: Basic` (RFC 7617) in UTF-8. The first colon ends the account, a password may
 * hold colons and may be empty; without a colon there is an account only.
 *
 * @returns undefined where there is no such header, or where it is no base64 or no UTF-8.
 */
export function basicCredentials(
  authorization: string | undefined,
): { readonly account: string; readonly password: Secret } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined || encoded.length > lengthMax) return undefined;
  const text = decode(encoded);
  if (text === undefined) return undefined;
  const colon = text.indexOf(':');
  if (colon < 0) return { account: text, password: new Secret('') };
  return { account: text.slice(0, colon), password: new Secret(text.slice(colon + 1)) };
}

function decode(encoded: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64'));
  } catch {
    return undefined;
  }
}
