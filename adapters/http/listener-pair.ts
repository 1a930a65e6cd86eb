import type { RequestListener, Server } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { logHandshakes } from './handshake-log.ts';
import type { HttpLimits, HttpServerOptions, ServerCertificate } from './http-server-options.ts';
import {
  type Listening,
  listenOn,
  plainServer,
  requireLoopback,
  secureContext,
  secureServer,
} from './listeners.ts';
import { strangerConnections } from './stranger-connections.ts';

/** The HTTPS and the HTTP listener of one application. */
export interface ListenerPair {
  /** Makes the servers; Fastify gets one of the two, and both hand their requests to the same listener. */
  serverFor(listener: RequestListener): Server | HttpsServer;
  /** Opens those that were asked for. @returns where they listen, HTTPS first. */
  listen(): Promise<readonly Listening[]>;
  useCertificate(tls: ServerCertificate): void;
  /** A session was shown over this connection: it is not cut to make room for others. */
  known(socket: Socket): void;
  /** Closes both; connections that do not end by themselves are cut after 2 seconds. */
  close(): Promise<void>;
}

const patienceMs = 2_000;

/** Prepares the pair. It throws where HTTP in clear would leave the machine. */
export function listenerPair(
  { https, http, tlsLog }: Pick<HttpServerOptions<unknown>, 'https' | 'http' | 'tlsLog'>,
  limits: HttpLimits,
): ListenerPair {
  if (http !== undefined) requireLoopback(http);
  const strangers = strangerConnections(limits.strangersMax);
  let secure: HttpsServer | undefined;
  let plain: Server | undefined;
  return {
    serverFor(listener) {
      if (https !== undefined) secure = secureServer(listener, https.tls, limits);
      if (secure !== undefined && tlsLog !== undefined) logHandshakes(secure, tlsLog);
      if (http !== undefined) plain = plainServer(listener, limits);
      for (const server of [secure, plain]) if (server !== undefined) strangers.watch(server);
      // Without any listener there is one that nobody opens, for requests within the process.
      return secure ?? plain ?? plainServer(listener, limits);
    },
    async listen() {
      const open: Listening[] = [];
      if (https !== undefined && secure !== undefined) open.push(await listenOn(secure, 'https', https));
      if (http !== undefined && plain !== undefined) open.push(await listenOn(plain, 'http', http));
      return open;
    },
    useCertificate(tls) {
      if (secure === undefined) throw new Error('There is no HTTPS listener.');
      secure.setSecureContext(secureContext(tls));
    },
    known: strangers.known,
    async close() {
      await Promise.all([closed(plain), closed(secure)]);
    },
  };
}

async function closed(server: Server | HttpsServer | undefined): Promise<void> {
  if (server === undefined || !server.listening) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  const patience = setTimeout(() => server.closeAllConnections(), patienceMs);
  await promise;
  clearTimeout(patience);
}
