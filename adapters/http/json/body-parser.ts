import { type Json, ProblemError, problem, unwrap } from '@interlock/base';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseJson } from './parse-json.ts';

const contentTypes = /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i;

/**
 * Makes Fastify read bodies by our own rules alone: JSON in UTF-8, parsed once; an empty body counts as `{}`
 * whatever its type; any other type is refused, so that no form of another site is ever read.
 */
export function installBodyParser(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) =>
    readBody(request.headers['content-type'], body, request.routeOptions.config.firstValueOnly === true),
  );
}

function readBody(contentType: string | undefined, body: Buffer, firstValueOnly: boolean): Json {
  if (body.length === 0) return {};
  if (contentType === undefined || !contentTypes.test(contentType.trim()))
    throw new ProblemError(
      problem('InvalidInput', 'The body has to be of the type application/json.', { field: 'Content-Type' }),
    );
  const text = decode(body);
  return text.trim() === '' ? {} : unwrap(parseJson(text, { firstValueOnly }));
}

function decode(body: Buffer): string {
  try {
    // A byte order mark is dropped, as some clients send one.
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new ProblemError(problem('InvalidInput', 'The body is not UTF-8.'));
  }
}
