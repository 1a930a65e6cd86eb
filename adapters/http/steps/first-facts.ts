import { Secret } from '@interlock/base';
import {
  accessTokenHeader,
  backgroundHeader,
  type Credential,
  identityServiceHeader,
  type LoginHeaders,
  pageHeader,
  pageValuePattern,
  type RequestFacts,
  type RouteId,
} from '@interlock/cockpit-api';
import type { FastifyRequest } from 'fastify';
import type { ChainParts } from '../call-state.ts';
import { type CookieNames, cookieValue } from '../cookie-names.ts';
import { basicCredentials } from './basic-credentials.ts';

const headerLengthMax = 512;

/** Writes down who sends what, before anything is believed. The request id is ours and never taken from outside. */
export function noteFacts<Caller>(parts: ChainParts<Caller>, routeId: RouteId) {
  return async (request: FastifyRequest): Promise<void> => {
    parts.states.set(request, {
      facts: factsOf(request, routeId, parts.clock.now()),
      credential: credentialOf(request, parts.cookies),
      login: loginHeadersOf(request, parts.cookies),
    });
  };
}

function factsOf(request: FastifyRequest, routeId: RouteId, atMs: number): RequestFacts {
  const { socket, headers } = request.raw;
  const userAgent = headers['user-agent'];
  return {
    requestId: request.id,
    routeId,
    atMs,
    clientAddress: plainAddress(socket.remoteAddress ?? ''),
    ...(userAgent === undefined ? {} : { userAgent: userAgent.slice(0, headerLengthMax) }),
    isSecure: 'encrypted' in socket && socket.encrypted === true,
    isBackground: headers[backgroundHeader] !== undefined,
  };
}

// An IPv4 address that came through an IPv6 socket is the same address.
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice('::ffff:'.length) : address;
}

function credentialOf(request: FastifyRequest, names: CookieNames): Credential {
  const token = single(request, accessTokenHeader) ?? bearer(request.headers.authorization);
  if (token !== undefined && token !== '') return { kind: 'token', token: new Secret(token) };
  const cookie = cookieValue(request.headers.cookie, names.session);
  const pageValue = pageValueOf(request);
  if (cookie === undefined || pageValue === undefined) return { kind: 'none' };
  return { kind: 'page', cookie: new Secret(cookie), pageValue };
}

function loginHeadersOf(request: FastifyRequest, names: CookieNames): LoginHeaders {
  const basic = basicCredentials(request.headers.authorization);
  const identityService = single(request, identityServiceHeader);
  const pageValue = pageValueOf(request);
  const deviceMark = cookieValue(request.headers.cookie, names.device);
  return {
    ...(basic === undefined ? {} : { basic }),
    ...(identityService === undefined || identityService === '' ? {} : { identityService }),
    ...(pageValue === undefined ? {} : { pageValue }),
    ...(deviceMark === undefined ? {} : { deviceMark: new Secret(deviceMark) }),
  };
}

function pageValueOf(request: FastifyRequest): Secret | undefined {
  const value = single(request, pageHeader);
  return value !== undefined && pageValuePattern.test(value) ? new Secret(value) : undefined;
}

function bearer(authorization: string | undefined): string | undefined {
  return /^Bearer +([^ ]+)$/i.exec(authorization ?? '')?.[1];
}

// Node joins a header that came twice with a comma: no token holds one, so it is simply not known.
function single(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && value.length <= headerLengthMax ? value : undefined;
}
