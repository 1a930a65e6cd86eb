import { problem, type Result, refuse, succeed } from '@interlock/base';
import { coversFolder, type HopClaims } from '@interlock/hop';
import {
  type ActHandlers,
  type ActName,
  type ActRefusal,
  acts,
  type Caller,
  checkShape,
  isActName,
  parseWireJson,
  requestBytesMax,
} from '@interlock/node-api';
import { bodyDigest } from '../body-digest.ts';
import type { ProvedPeer } from '../security.ts';
import { type ActServerOptions, type Incoming, sendJson } from './act-server.ts';
import { readBody } from './read-body.ts';

/** Answers one act: body, token, shape, permission, handler; the first refusal ends it. */
export async function answerAct(
  incoming: Incoming,
  options: ActServerOptions,
): Promise<Result<void, ActRefusal>> {
  const { act, peer, request, response } = incoming;
  if (!isActName(act)) return refuse(problem('UnknownObject', 'There is no such act.'));
  if (request.method !== 'POST') return refuse(problem('InvalidInput', 'Acts are asked for with POST.'));
  if (!isJson(request.headers['content-type'])) {
    return refuse(problem('InvalidInput', 'The body has to be application/json.'));
  }
  const body = await readBody(request, requestBytesMax);
  if (!body.ok) return body;
  const { permissions } = acts[act];
  const context = { act, peer, permissions, bodyDigest: bodyDigest(body.value) };
  const claims = options.verifyToken(incoming.token, context);
  if (!claims.ok) return claims;
  const json = textOf(body.value);
  const parsed = json.ok ? parseWireJson(json.value) : json;
  if (!parsed.ok) return parsed;
  const shaped = checkShape(acts[act].request, parsed.value);
  if (!shaped.ok) return shaped;
  // The table gave both the schema and the handler's type; TypeScript can't tie them together through a union.
  const handler = options.handlers[act] as ActHandlers[ActName] as (
    input: unknown,
    caller: Caller,
    signal: AbortSignal,
  ) => Promise<Result<unknown, ActRefusal>>;
  const done = await handler(shaped.value, callerOf(peer, claims.value), incoming.gone);
  if (!done.ok) return done;
  sendJson(response, 200, done.value);
  return succeed(undefined);
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json(?:\s*;\s*charset=utf-8)?$/i.test(contentType ?? '');
}

function textOf(body: Buffer): Result<string> {
  try {
    return succeed(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    return refuse(problem('InvalidInput', 'The body is not UTF-8.'));
  }
}

/** Who asks, for a handler. */
export function callerOf(peer: ProvedPeer, claims: HopClaims): Caller {
  return {
    peerId: peer.id,
    thumbprint: peer.thumbprint,
    account: claims.sub,
    covers: (folder) => coversFolder(claims, folder),
    tokenId: claims.jti,
    ...(claims.perm === undefined ? {} : { permission: claims.perm }),
  };
}
