import type { Server as HttpsServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Log } from '@interlock/base';

/** Says of each handshake with a client (hop 1) who came, by which protocol, and why it was refused. */
export function logHandshakes(server: HttpsServer, log: Log): void {
  server.on('secureConnection', (socket: TLSSocket) => {
    log.info('handshake accepted', {
      hop: 1,
      address: socket.remoteAddress,
      protocol: socket.getProtocol(),
      cipher: socket.getCipher().standardName,
    });
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: TLSSocket) => {
    log.warn('handshake refused', {
      hop: 1,
      address: socket.remoteAddress,
      reason: error.code ?? error.name,
      message: error.message,
    });
  });
}
