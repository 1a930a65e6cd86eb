import { createReadStream, existsSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const builtPages = fileURLToPath(new URL('../dist', import.meta.url));

/** What the pages need to live with: nothing inline, nothing from elsewhere, no frame, no text as script. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Sends a file of the built pages; every other address is the application's, except the login. */
export function sendPage(response: ServerResponse, path: string, dist: string = builtPages): void {
  const asset = normalize(path);
  const isAsset = asset.startsWith('/assets/');
  const file = join(dist, isAsset ? asset : path === '/login' ? 'login.html' : 'index.html');
  if (!existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  const compressed = existsSync(`${file}.gz`);
  response.writeHead(200, {
    'content-type': kinds[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': pagePolicy,
    'cache-control': isAsset ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(compressed ? { 'content-encoding': 'gzip' } : {}),
  });
  createReadStream(compressed ? `${file}.gz` : file).pipe(response);
}
