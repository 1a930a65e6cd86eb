import type { TLSSocket } from 'node:tls';
import type { Log, Result } from '@interlock/base';
import type { ProvedPeer } from './security.ts';

/** Where handshakes are told, and of which hop they are. */
export interface HandshakeLog {
  readonly hop: 2 | 3;
  readonly log: Log;
}

/** Says of a handshake who was at the other end, by which protocol, or why he was refused. */
export function logHandshake(
  told: HandshakeLog | undefined,
  { address, socket }: { readonly address: string | undefined; readonly socket: TLSSocket },
  proved: Result<ProvedPeer>,
): void {
  if (told === undefined) return;
  const { hop, log } = told;
  if (proved.ok) {
    log.info('handshake accepted', {
      hop,
      address,
      peer: proved.value.id,
      protocol: socket.getProtocol(),
      cipher: socket.getCipher()?.standardName,
    });
  } else {
    const { code, message } = proved.problem;
    log.warn('handshake refused', { hop, address, reason: code, message });
  }
}
