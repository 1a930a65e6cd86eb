import { Agent } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { ProblemError } from '@interlock/base';
import { type DialTarget, dialProved } from '../dial-proved.ts';
import type { ProvedPeer } from '../security.ts';

/** A pool of kept connections whose other end is proved before anything is sent. */
export interface ProvedPool {
  readonly agent: Agent;
  /** Cuts the connections whose other end has been revoked or has expired since, or whose own certificate is old. */
  recheck(): void;
  /** Cuts all connections. */
  close(): void;
}

// Shorter than the server's keep-alive, so that we never send into a connection that the server is just closing.
const idleMsMax = 30_000;

/** Makes an empty pool. */
export function provedPool(target: DialTarget): ProvedPool {
  const open = new Map<TLSSocket, { readonly peer: ProvedPeer; readonly ownCertificate: string }>();
  const closing = new AbortController();
  const agent = new Agent({ keepAlive: true, maxSockets: 8, maxFreeSockets: 4, maxCachedSessions: 0 });
  agent.createConnection = (_options, ready) => {
    const ownCertificate = target.tls().certificate;
    void dialProved(target, closing.signal).then((dialled) => {
      if (!dialled.ok) return ready?.(new ProblemError(dialled.problem), undefined as never);
      const { socket, peer } = dialled.value;
      open.set(socket, { peer, ownCertificate });
      socket.once('close', () => open.delete(socket));
      socket.setTimeout(idleMsMax);
      ready?.(null, socket);
    });
    return undefined;
  };
  const recheck = (): void => {
    // A token is bound to the certificate of its connection: after a renewal the old connections are of no use.
    const { certificate } = target.tls();
    for (const [socket, { ownCertificate, peer }] of open) {
      if (ownCertificate !== certificate || target.peers.recheck(peer) !== undefined) socket.destroy();
    }
  };
  const close = (): void => {
    closing.abort(new Error('the client was closed'));
    agent.destroy();
    for (const socket of open.keys()) socket.destroy();
  };
  return { agent, recheck, close };
}
