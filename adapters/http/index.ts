// Fastify bound to the route table: the chain, event streams, cookies. The only place that knows Fastify.

export { createHttpServer, type HttpServer } from './http-server.ts';
export {
  defaultHttpLimits,
  type HttpLimits,
  type HttpServerOptions,
  type HttpsListenerOptions,
  type ListenerAddress,
  type ServerCertificate,
} from './http-server-options.ts';
export type { Listening } from './listeners.ts';
