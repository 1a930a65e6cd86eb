import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** The most headers of a request. Node would drop those beyond its own limit, and with them what they forbid. */
const headersMax = 100;

/**
 * Refuses requests that Node's parser lets through although two readers could take them for two things, or although
 * nothing that we serve sends them (RFC 9112 §3.2, RFC 9110 §15.6.6). It stands before everything else.
 */
export function installRequestCheck(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const status = faultOf(request.raw);
    if (status === undefined) return;
    return reply.code(status).headers({ connection: 'close', 'cache-control': 'no-store' }).send();
  });
}

function faultOf({ httpVersion, rawHeaders, url = '' }: IncomingMessage): number | undefined {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return 400;
  // A path and nothing else: no address of another host, no asterisk.
  if (!url.startsWith('/')) return 400;
  if (rawHeaders.length / 2 > headersMax) return 431;
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
  return hosts.length > 1 ? 400 : undefined;
}
