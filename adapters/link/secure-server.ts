import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { PeerCheck, ProvedPeer, TlsMaterial } from './security.ts';
import { handshakeMsMax, secureContextOptions } from './tls-options.ts';

/** An HTTPS server that asks for a certificate and decides about it at each request. */
export interface SecureServer {
  readonly server: Server;
  /** Who is at the other end of a connection, proved once and checked again at each call. */
  peerOf(socket: Socket): Result<ProvedPeer>;
  /** Cuts all open connections of one certificate. */
  cut(thumbprint: string): void;
  /** Takes the present key and certificate for the handshakes to come. */
  renew(): void;
  /** Stops listening and cuts everything. */
  close(): Promise<void>;
}

/** How long a connection may last whose other end is not proved, in milliseconds. */
const strangerMsMax = 15_000;

/** The most connections at once; there is one dialler, and it needs few. */
const connectionsMax = 128;

/**
 * Makes the server; it doesn't listen yet. A client without a good certificate gets as far as its first request,
 * where it is told why it is refused.
 */
export function secureServer(tls: () => TlsMaterial, peers: PeerCheck): SecureServer {
  const open = new Map<TLSSocket, ProvedPeer | undefined>();
  const server = createServer({
    ...secureContextOptions(tls()),
    requestCert: true,
    // Node names one fault of a certificate and hides the others: we decide, from DER.
    rejectUnauthorized: false,
    handshakeTimeout: handshakeMsMax,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 2_000,
    maxHeaderSize: 16 * 1024,
    insecureHTTPParser: false,
  });
  server.maxConnections = connectionsMax;
  server.maxHeadersCount = 40;
  server.on('secureConnection', (socket) => {
    open.set(socket, undefined);
    socket.on('error', () => socket.destroy());
    // Who proves nothing has time for the one request that tells him why, and holds no connection.
    const stranger = setTimeout(() => {
      if (open.get(socket) === undefined) socket.destroy();
    }, strangerMsMax);
    socket.once('close', () => {
      clearTimeout(stranger);
      open.delete(socket);
    });
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return {
    server,
    peerOf: (socket) => peerOf(socket as TLSSocket, peers, open),
    cut: (thumbprint) => cutWhere(open, (peer) => peer?.thumbprint === thumbprint),
    renew: () => server.setSecureContext(secureContextOptions(tls())),
    close: () => closeServer(server, open),
  };
}

function peerOf(
  socket: TLSSocket,
  peers: PeerCheck,
  open: Map<TLSSocket, ProvedPeer | undefined>,
): Result<ProvedPeer> {
  const known = open.get(socket);
  if (known === undefined) return proveFirst(socket, peers, open);
  const fault = peers.recheck(known);
  return fault === undefined ? succeed(known) : refuse(fault);
}

function proveFirst(
  socket: TLSSocket,
  peers: PeerCheck,
  open: Map<TLSSocket, ProvedPeer | undefined>,
): Result<ProvedPeer> {
  const der = certificateOf(socket);
  if (der === undefined) return refuse(problem('CertificateRefused', 'A client certificate is needed here.'));
  const proved = peers.prove(der);
  if (!proved.ok) return proved;
  const fault = peers.recheck(proved.value);
  if (fault !== undefined) return refuse(fault);
  // A connection that is already gone must not come back into the list.
  if (open.has(socket)) open.set(socket, proved.value);
  return proved;
}

/** The DER of the other end's certificate, or undefined where it has shown none. */
export function certificateOf(socket: TLSSocket): Uint8Array | undefined {
  // Not getPeerX509Certificate: on the client side that one works once only.
  const { raw } = socket.getPeerCertificate() as { readonly raw?: Uint8Array };
  return raw === undefined || raw.length === 0 ? undefined : raw;
}

function cutWhere(
  open: Map<TLSSocket, ProvedPeer | undefined>,
  matches: (peer: ProvedPeer | undefined) => boolean,
): void {
  for (const [socket, peer] of open) if (matches(peer)) socket.destroy();
}

function closeServer(server: Server, open: Map<TLSSocket, ProvedPeer | undefined>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  cutWhere(open, () => true);
  return promise;
}
