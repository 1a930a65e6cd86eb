import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { problem, type Result, refuse, Strangers, succeed } from '@interlock/base';
import { type HandshakeLog, logHandshake } from './handshake-log.ts';
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

/** The most connections whose other end is not proved; beyond it the oldest of them is cut. */
const strangersMax = 256;

/** The most connections at once, proved or not; there is one dialler, and it needs few. */
const connectionsMax = 2 * strangersMax;

/**
 * Makes the server; it doesn't listen yet. A client without a good certificate gets as far as its first request,
 * where it is told why it is refused.
 *
 * @param handshakes told of each handshake, done or refused.
 */
export function secureServer(
  tls: () => TlsMaterial,
  peers: PeerCheck,
  handshakes?: HandshakeLog,
): SecureServer {
  const open: OpenConnections = new Map();
  const strangers = new Strangers<string, Socket>(strangersMax, (socket) => socket.destroy());
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
  // Counted from its first packet on: who says nothing must not keep the place of him who has something to prove.
  server.on('connection', (socket: Socket) => {
    const key = nameOf(socket);
    strangers.came(key, socket);
    socket.once('close', () => strangers.left(key));
  });
  server.on('secureConnection', (socket) => {
    const key = nameOf(socket);
    open.set(socket, undefined);
    socket.on('error', () => socket.destroy());
    // Who proves nothing has time for the one request that tells him why, and holds no connection.
    const stranger = setTimeout(() => {
      if (open.get(socket) === undefined) socket.destroy();
    }, strangerMsMax);
    socket.once('close', () => {
      clearTimeout(stranger);
      strangers.left(key);
      open.delete(socket);
    });
  });
  server.on('tlsClientError', (error: Error, socket) => {
    const address = socket.remoteAddress;
    logHandshake(handshakes, { address, socket }, refuse(problem('CertificateRefused', error.message)));
    socket.destroy();
  });
  return {
    server,
    peerOf: (socket) => {
      const isFirst = open.get(socket as TLSSocket) === undefined;
      const peer = peerOf(socket as TLSSocket, peers, open);
      if (isFirst)
        logHandshake(handshakes, { address: socket.remoteAddress, socket: socket as TLSSocket }, peer);
      if (peer.ok) strangers.left(nameOf(socket));
      return peer;
    },
    cut: (thumbprint) => cutWhere(open, (peer) => peer?.thumbprint === thumbprint),
    renew: () => server.setSecureContext(secureContextOptions(tls())),
    close: () => {
      const closed = closeServer(server, open);
      strangers.leave();
      return closed;
    },
  };
}

/** What is open, and who was proved to be at the other end. */
type OpenConnections = Map<TLSSocket, ProvedPeer | undefined>;

// A TLS socket and the socket under it have one name.
function nameOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress}|${remotePort}`;
}

function peerOf(socket: TLSSocket, peers: PeerCheck, open: OpenConnections): Result<ProvedPeer> {
  const known = open.get(socket);
  if (known === undefined) return proveFirst(socket, peers, open);
  const fault = peers.recheck(known);
  return fault === undefined ? succeed(known) : refuse(fault);
}

function proveFirst(socket: TLSSocket, peers: PeerCheck, open: OpenConnections): Result<ProvedPeer> {
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

function cutWhere(open: OpenConnections, matches: (peer: ProvedPeer | undefined) => boolean): void {
  for (const [socket, peer] of open) if (matches(peer)) socket.destroy();
}

function closeServer(server: Server, open: OpenConnections): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  cutWhere(open, () => true);
  return promise;
}
