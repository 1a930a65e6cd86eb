import { isIP } from 'node:net';
import type { CertificateName } from '../certificates/issue-certificate.ts';
import type { NameSubtree } from '../certificates/name-constraints.ts';

/** The hosts that the Cockpit's HTTPS certificate is for: that of its public address, and its neighbours on loopback. */
export function httpsHosts(publicUrl: URL): readonly string[] {
  const host = publicUrl.hostname.replace(/^\[(.*)\]$/, '$1');
  const isLoopback = host === 'localhost' || host === '::1' || host.startsWith('127.');
  return isLoopback ? [...new Set([host, 'localhost', '127.0.0.1', '::1'])] : [host];
}

/** A host as a name in a certificate. */
export function nameOfHost(host: string): CertificateName {
  return { type: isIP(host) === 0 ? 'dns' : 'ip', value: host };
}

/** A host as what a CA may vouch for. */
export function subtreeOfHost(host: string): NameSubtree {
  const bits = { 0: undefined, 4: 32, 6: 128 }[isIP(host)];
  return bits === undefined ? { dNSName: host } : { iPAddress: `${host}/${bits}` };
}
