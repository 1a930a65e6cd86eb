import type { RequestListener, Server } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { HttpLimits, HttpServerOptions, ServerCertificate } from './http-server-options.ts';
import {
  type Listening,
  listenOn,
  plainServer,
  requireLoopback,
  secureContext,
  secureServer,
} from './listeners.ts';

/** The HTTPS and the HTTP listener of one application. */
export interface ListenerPair {
  /** Makes the servers; Fastify gets one of the two, and both hand their requests to the same listener. */
  serverFor(listener: RequestListener): Server | HttpsServer;
  /** Opens those that were asked for. @returns where they listen, HTTPS first. */
  listen(): Promise<readonly Listening[]>;
  useCertificate(tls: ServerCertificate): void;
  /** Closes both; connections that do not end by themselves are cut after 2 seconds. */
  close(): Promise<void>;
}

const patienceMs = 2_000;

/** Prepares the pair. It throws where HTTP in clear would leave the machine. */
export function listenerPair(
  { https, http }: Pick<HttpServerOptions<unknown>, 'https' | 'http'>,
  limits: HttpLimits,
): ListenerPair {
  if (http !== undefined) requireLoopback(http);
  let secure: HttpsServer | undefined;
  let plain: Server | undefined;
  return {
    serverFor(listener) {
      if (https !== undefined) secure = secureServer(listener, https.tls, limits);
      if (http !== undefined) plain = plainServer(listener, limits);
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
