import { problem, type Result, refuse, succeed } from '@interlock/base';

declare const brand: unique symbol;

/** The lasting id of an Identity Service: 1 to 64 letters, digits, `_` and `-`. Names change, this does not. */
export type IdentityServiceId = string & { readonly [brand]: 'IdentityServiceId' };

/** Checks the form of an id. */
export function identityServiceId(input: string): Result<IdentityServiceId> {
  return /^[A-Za-z0-9_-]{1,64}$/.test(input)
    ? succeed(input as IdentityServiceId)
    : refuse(problem('InvalidName', 'The id of an Identity Service holds letters, digits, _ and - alone.'));
}
