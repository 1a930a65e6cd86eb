import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendNotFound } from '../answers/send-refusal.ts';

/** What stands in a page where the nonce of its answer belongs. */
const noncePlaceholder = /__CSP_NONCE__/g;

// Nothing else is asked for by our own page: no folder, no escapes, no dot at the beginning of a name, no doubled slash.
const plainPath = /^(?:\/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)+$/;

/**
 * Serves the built page. Files below `/assets/` carry a hash in their name and are kept for ever by browsers; every
 * other path that a browser navigates to is the page itself, which finds its view by the path.
 *
 * @param folder the built files; absent: nothing but the API is served.
 */
export async function installWeb(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (folder === undefined || !existsSync(join(folder, 'index.html'))) {
    app.setNotFoundHandler(sendNotFound);
    return;
  }
  const root = resolve(folder);
  const index = readFileSync(join(root, 'index.html'), 'utf8');
  const loginFile = join(root, 'login.html');
  const login = existsSync(loginFile) ? readFileSync(loginFile, 'utf8') : index;
  app.get('/', async (_request, reply) => sendPage(reply, index));
  app.get('/login', async (_request, reply) => sendPage(reply, login));
  await app.register(files, {
    root: join(root, 'assets'),
    prefix: '/assets/',
    index: false,
    dotfiles: 'deny',
    cacheControl: false,
    decorateReply: true,
    preCompressed: true,
    allowedPath: (path) => plainPath.test(path),
    setHeaders: (reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  installRootFiles(app, root);
  app.setNotFoundHandler(async (request, reply) =>
    isNavigation(request) ? sendPage(reply, index) : sendNotFound(request, reply),
  );
}

/** The few files that browsers ask for at the root. */
function installRootFiles(app: FastifyInstance, root: string): void {
  for (const name of ['favicon.ico', 'favicon.svg', 'manifest.webmanifest', 'robots.txt'])
    if (existsSync(join(root, name)))
      app.get(`/${name}`, async (_request, reply) =>
        reply.header('cache-control', 'public, max-age=3600').sendFile(name, root),
      );
}

// Only what a browser shows as a page: never a call, never a file.
function isNavigation(request: FastifyRequest): boolean {
  const [path = ''] = (request.raw.url ?? '').split('?', 1);
  return (
    request.method === 'GET' &&
    (request.headers.accept ?? '').includes('text/html') &&
    !path.startsWith('/joc') &&
    !path.startsWith('/assets') &&
    !/[^/]*\.[^/]*$/.test(path) &&
    path.length <= 2_048 &&
    !path.includes('//')
  );
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page.replace(noncePlaceholder, reply.cspNonce.style));
}
