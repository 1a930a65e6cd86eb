import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { HttpLimits, ListenerAddress, ServerCertificate } from './http-server-options.ts';
import { isLocalhost } from './security-headers.ts';

/** An open listener. */
export interface Listening {
  readonly kind: 'http' | 'https';
  readonly host: string;
  readonly port: number;
}

/** A server for HTTP in clear, for loopback alone. */
export function plainServer(listener: RequestListener, limits: HttpLimits): Server {
  return bounded(createHttpServer(serverOptions(limits), listener), limits);
}

/** A server for HTTPS. */
export function secureServer(
  listener: RequestListener,
  tls: ServerCertificate,
  limits: HttpLimits,
): HttpsServer {
  const options = {
    ...serverOptions(limits),
    ...secureContext(tls),
    handshakeTimeout: limits.headersTimeoutMs,
  };
  return bounded(createHttpsServer(options, listener), limits);
}

/**
 * What a handshake is held to. Each change of the certificate repeats all of it: what is left out would fall back to
 * the weaker default.
 */
export function secureContext(tls: ServerCertificate) {
  return {
    cert: tls.certificate,
    key: tls.key,
    minVersion: 'TLSv1.2',
    ciphers: suites.join(':'),
    honorCipherOrder: true,
  } as const;
}

/** Forward secrecy and authenticated encryption, or no connection: Node's own list has CBC suites as well. */
const suites = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-RSA-AES128-GCM-SHA256',
] as const;

/** Refuses to listen in clear where others could reach it. */
export function requireLoopback(address: ListenerAddress): void {
  if (isLocalhost(address.host) || address.host === '::1') return;
  throw new Error(
    `HTTP without TLS listens on this machine alone, not on ${address.host}: passwords and tokens would cross the ` +
      'network in clear. Use the HTTPS listener.',
  );
}

/** Begins to listen and says where. */
export async function listenOn(
  server: Server | HttpsServer,
  kind: 'http' | 'https',
  address: ListenerAddress,
): Promise<Listening> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(address.port, address.host, resolve);
  await promise;
  server.off('error', reject);
  const bound = server.address() as AddressInfo;
  if (kind === 'http') requireLoopback({ host: bound.address, port: bound.port });
  return { kind, host: bound.address, port: bound.port };
}

function serverOptions(limits: HttpLimits) {
  return {
    requestTimeout: limits.requestTimeoutMs,
    headersTimeout: limits.headersTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    // How often the two limits above are looked at.
    connectionsCheckingInterval: Math.min(5_000, limits.headersTimeoutMs),
    maxHeaderSize: 16 * 1024,
  };
}

function bounded<S extends Server | HttpsServer>(server: S, limits: HttpLimits): S {
  server.maxConnections = limits.connectionsMax;
  // Bounded by their size; their number is looked at by request-check.ts, which refuses where Node would drop.
  server.maxHeadersCount = 0;
  return server;
}
