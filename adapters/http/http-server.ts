import cookie from '@fastify/cookie';
import { base64url } from '@interlock/base';
import Fastify, { type FastifyInstance } from 'fastify';
import { type AcceptedOrigins, acceptedOrigins } from './accepted-origins.ts';
import { openStreams } from './answers/open-streams.ts';
import { refusalSender, sendNotFound } from './answers/send-refusal.ts';
import { bodyPlaces } from './body-places.ts';
import type { ChainParts } from './call-state.ts';
import { installCalls } from './chain.ts';
import { cookieNames } from './cookie-names.ts';
import { defaultHttpLimits, type HttpServerOptions, type ServerCertificate } from './http-server-options.ts';
import { installBodyParser } from './json/body-parser.ts';
import { type ListenerPair, listenerPair } from './listener-pair.ts';
import type { Listening } from './listeners.ts';
import { installRequestCheck } from './request-check.ts';
import { checkRoutes } from './route-check.ts';
import { installSecurityHeaders } from './security-headers.ts';
import { installWeb } from './web/install-web.ts';

/** The Cockpit's border: its calls, its streams and the files of its page. */
export interface HttpServer {
  /** Opens the listeners that were asked for. @returns where they listen, HTTPS first. */
  listen(): Promise<readonly Listening[]>;
  /** Takes another certificate; handshakes from now on use it, open connections live on. */
  useCertificate(tls: ServerCertificate): void;
  /** Sends a request without a network; for tests. */
  readonly inject: FastifyInstance['inject'];
  /** How many event streams are open. */
  readonly openStreams: number;
  /** Ends the streams, lets running calls finish, and closes the listeners. */
  close(): Promise<void>;
}

/**
 * Makes the server. It throws where a route says too little about itself, and where HTTP in clear would leave the
 * machine.
 */
export async function createHttpServer<Caller>(options: HttpServerOptions<Caller>): Promise<HttpServer> {
  checkRoutes(options.handlers, options.permissionNames);
  const limits = { ...defaultHttpLimits, ...options.limits };
  const listeners = listenerPair(options, limits);
  const origins = laterOrigins(options.publicUrl);
  const streams = openStreams(limits.streamsMax);
  const app = bareApp(options, listeners);
  installRequestCheck(app);
  await installSecurityHeaders(app, origins.accepted.publicHost);
  await app.register(cookie);
  installBodyParser(app);
  const parts: ChainParts<Caller> = {
    ...options,
    checkAnswers: options.checkAnswers ?? false,
    limits,
    streams,
    bodies: bodyPlaces(),
    known: listeners.known,
    origins: origins.accepted,
    cookies: cookieNames(options.installation),
    states: new WeakMap(),
  };
  app.setErrorHandler(refusalSender(parts));
  installCalls(app, parts);
  await installWeb(app, options.webFolder);
  await app.ready();
  return {
    async listen() {
      const open = await listeners.listen();
      origins.settle(open);
      return open;
    },
    useCertificate: listeners.useCertificate,
    inject: app.inject.bind(app) as FastifyInstance['inject'],
    get openStreams() {
      return streams.count;
    },
    async close() {
      streams.closeAll();
      await listeners.close();
      await app.close();
    },
  };
}

/** Fastify with nothing of its own that could answer, believe a header or spell a path in another way. */
function bareApp(
  { randomBytes }: Pick<HttpServerOptions<unknown>, 'randomBytes'>,
  listeners: ListenerPair,
): FastifyInstance {
  return Fastify({
    genReqId: () => base64url(randomBytes(16)),
    requestIdHeader: false,
    logger: false,
    routerOptions: { caseSensitive: true, ignoreTrailingSlash: false, ignoreDuplicateSlashes: false },
    exposeHeadRoutes: false,
    trustProxy: false,
    bodyLimit: 4 * 1024 * 1024,
    return503OnClosing: true,
    frameworkErrors: (_error, request, reply) => {
      sendNotFound(request, reply);
    },
    serverFactory: listeners.serverFor,
  });
}

/** The accepted origins; a port that the system chooses is known only once the listeners are open. */
function laterOrigins(publicUrl: string | undefined) {
  let current = acceptedOrigins(new URL(publicUrl ?? 'https://localhost:4443'), undefined);
  const accepted: AcceptedOrigins = {
    has: (origin) => current.has(origin),
    get publicHost() {
      return current.publicHost;
    },
  };
  return {
    accepted,
    settle(open: readonly Listening[]) {
      const port = (kind: string) => open.find((listening) => listening.kind === kind)?.port;
      const url = publicUrl ?? `https://localhost:${port('https') ?? 4443}`;
      current = acceptedOrigins(new URL(url), port('http'));
    },
  };
}
