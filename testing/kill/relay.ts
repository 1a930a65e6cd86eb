import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP relay between two programs that can withhold what the called side answers. */
export interface Relay {
  readonly port: number;
  /** From now on requests still pass, and answers and ends of connections are kept back. */
  withhold(): void;
  /** Ends every connection, and lets new ones pass whole again. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts a relay on loopback that leads to `targetPort`. */
export async function startRelay(targetPort: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  let isWithholding = false;
  const server = createServer((caller) => {
    const called = connect(targetPort, '127.0.0.1');
    for (const socket of [caller, called]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    caller.on('data', (chunk) => pass(chunk, caller, called));
    called.on('data', (chunk) => {
      if (!isWithholding) pass(chunk, called, caller);
    });
    caller.on('close', () => called.destroy());
    called.on('close', () => {
      if (!isWithholding) caller.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    withhold: () => {
      isWithholding = true;
    },
    reset: () => {
      isWithholding = false;
      destroyAll();
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      destroyAll();
      await closed;
    },
  };
}

/** A side that takes slowly is waited for, as by a real network. */
function pass(chunk: Buffer, from: Socket, to: Socket): void {
  if (to.write(chunk)) return;
  from.pause();
  to.once('drain', () => from.resume());
}
