import type { Server } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { Strangers } from '@interlock/base';

/**
 * The connections over which nobody has shown a session yet, whether they say nothing, are slow, or ask what everybody
 * may ask. Beyond their limit the oldest is cut, so that a flood of them keeps no user out.
 */
export interface StrangerConnections {
  /** Counts the connections of a server. */
  watch(server: Server | HttpsServer): void;
  /** A session was shown over this connection. */
  known(socket: Socket): void;
}

/** Counts the connections of all listeners together; at most `strangersMax` are strangers. */
export function strangerConnections(strangersMax: number): StrangerConnections {
  const strangers = new Strangers<string, Socket>(strangersMax, (socket) => socket.destroy());
  return {
    watch(server) {
      // For HTTPS it comes before the handshake: who never ends that is a stranger too.
      server.on('connection', (socket: Socket) => {
        const name = nameOf(socket);
        strangers.came(name, socket);
        socket.once('close', () => strangers.left(name));
      });
    },
    known: (socket) => strangers.left(nameOf(socket)),
  };
}

// A TLS socket and the socket under it have one name.
function nameOf({ localPort, remoteAddress, remotePort }: Socket): string {
  return `${localPort}|${remoteAddress}|${remotePort}`;
}
