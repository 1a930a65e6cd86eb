import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** A connection over which any bytes are sent, and of which all that comes back is kept. */
export interface RawConnection {
  readonly socket: Socket;
  /** What has come back so far, in Latin-1. */
  readonly received: string;
  /** The statuses of the answers that have begun so far. */
  readonly statuses: readonly number[];
  /** Resolves with the first status; 0 where the connection ends without an answer. */
  readonly firstStatus: Promise<number>;
  /** Resolves when the connection has ended. */
  readonly ended: Promise<void>;
  send(bytes: string | Buffer): void;
  destroy(): void;
}

/** How a connection is opened. */
export interface RawTarget {
  readonly port: number;
  /** Whether TLS is spoken; no certificate is shown, and that of the server is not looked at. */
  readonly isSecure?: boolean;
}

/** Opens a connection to this machine, and sends bytes as soon as it stands. */
export function rawConnection({ port, isSecure = false }: RawTarget, bytes?: string | Buffer): RawConnection {
  const target = { host: '127.0.0.1', port };
  const socket = isSecure
    ? connectTls({ ...target, servername: 'localhost', rejectUnauthorized: false })
    : connect(target);
  let received = '';
  const first = Promise.withResolvers<number>();
  const ended = Promise.withResolvers<void>();
  const statuses = () => [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
  socket.on('data', (piece) => {
    received += piece.toString('latin1');
    const [status] = statuses();
    if (status !== undefined) first.resolve(status);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    first.resolve(0);
    ended.resolve();
  });
  if (bytes !== undefined) socket.write(bytes);
  return {
    socket,
    get received() {
      return received;
    },
    get statuses() {
      return statuses();
    },
    firstStatus: first.promise,
    ended: ended.promise,
    send: (more) => {
      socket.write(more);
    },
    destroy: () => socket.destroy(),
  };
}

/** A request in the form in which it goes over the wire. */
export function rawRequest(
  path: string,
  headers: Readonly<Record<string, string>>,
  body = '',
  method = 'POST',
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${lines.join('')}\r\n${body}`;
}
