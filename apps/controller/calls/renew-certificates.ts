import { succeed } from '@interlock/base';
import type { ActHandler } from '@interlock/node-api';
import type { CallPorts } from './call-ports.ts';

/** `renew-certificates`: the certificate requests that are due. */
export function renewCertificates({ certificates }: CallPorts): ActHandler<'renew-certificates'> {
  return async ({ all }) =>
    succeed({ requests: (await certificates.requests(all)).map((one) => ({ ...one })) });
}
