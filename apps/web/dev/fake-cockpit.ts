/**
 * A Cockpit that answers from builders, for work on the pages and for their tests. Requests and answers are held
 * against the contract, so that it can not say what the real one never would.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RouteId, readRequest, routes, type StreamEvent } from '@interlock/cockpit-api';
import { Refused } from './answer.ts';
import { answersOf } from './answers.ts';
import { sendPage } from './pages.ts';
import { makeWorld, type Scenario, type World } from './world.ts';

/** A running fake. */
export interface FakeCockpit {
  readonly url: string;
  readonly world: World;
  /** The calls so far, oldest first. */
  readonly calls: readonly {
    readonly id: string;
    readonly body: unknown;
    readonly headers: IncomingMessage['headers'];
  }[];
  /** Tells the stream. */
  readonly tell: (event: StreamEvent) => void;
  /** Cuts all streams, as a broken network would. */
  readonly cutStreams: () => void;
  /** Ends the session. */
  readonly endSession: () => void;
  readonly streamCount: () => number;
  readonly close: () => Promise<void>;
}

const cookieName = '__Host-interlock-fake';

/** Starts it on a port of loopback; 0 takes a free one. */
export async function startFakeCockpit(
  options: { readonly scenario?: Scenario; readonly port?: number; readonly dist?: string } = {},
): Promise<FakeCockpit> {
  const world = makeWorld(options.scenario ?? 'full');
  const streams = new Set<ServerResponse>();
  const calls: { id: string; body: unknown; headers: IncomingMessage['headers'] }[] = [];
  let session: { readonly value: string; readonly page: string } | undefined;
  let eventId = 0;
  const tell = (event: StreamEvent) => {
    eventId += 1;
    for (const stream of streams) stream.write(`id: ${eventId}\ndata: ${JSON.stringify(event)}\n\n`);
  };
  const answers = answersOf(world, tell);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const path = new URL(request.url ?? '/', 'http://fake').pathname;
    if (!path.startsWith('/joc/api/')) return sendPage(response, path, options.dist);
    const id = Object.keys(routes).find((key) => `/joc/api${routes[key as RouteId].path}` === path) as
      | RouteId
      | undefined;
    if (id === undefined) return send(response, 404, {});
    const body = await bodyOf(request);
    calls.push({ id, body, headers: request.headers });
    if (id === 'authentication.login') return logIn(request, response);
    if (id === 'authentication.logout') {
      session = undefined;
      return send(response, 200, { isAuthenticated: false, hasRole: false, isPermitted: false, message: '' });
    }
    if (id === 'interlock.login') return answer(id, body, response);
    if (!hasSession(request))
      return send(response, 440, {
        isAuthenticated: false,
        hasRole: false,
        isPermitted: false,
        message: 'SessionNotExistException: The session is unknown or has ended.',
      });
    if (id === 'interlock.events') return openStream(response);
    return answer(id, body, response);
  }

  function hasSession(request: IncomingMessage): boolean {
    return (
      session !== undefined &&
      request.headers['x-interlock-page'] === session.page &&
      (request.headers.cookie ?? '').includes(`${cookieName}=${session.value}`)
    );
  }

  function logIn(request: IncomingMessage, response: ServerResponse): unknown {
    const basic = Buffer.from(
      (request.headers.authorization ?? '').replace('Basic ', ''),
      'base64',
    ).toString();
    const colon = basic.indexOf(':');
    const password = basic.slice(colon + 1);
    const denied = { isAuthenticated: false, hasRole: false, isPermitted: false };
    if (password === 'throttled')
      return send(
        response,
        429,
        {
          error: { code: 'JOC-420', message: 'Too many requests.', problem: 'Throttled' },
          reference: 'r-0badf00d',
        },
        { 'retry-after': '32' },
      );
    if (password === 'wrong')
      return send(response, 401, { ...denied, message: 'Access denied', reference: 'r-4c1f09aa' });
    session = { value: String(Math.random()).slice(2), page: String(request.headers['x-interlock-page']) };
    return send(
      response,
      200,
      {
        account: basic.slice(0, colon),
        isAuthenticated: true,
        hasRole: true,
        isPermitted: true,
        message: '',
        forcePasswordChange: world.mustChangePassword,
      },
      { 'set-cookie': `${cookieName}=${session.value}; Path=/; Secure; HttpOnly; SameSite=Strict` },
    );
  }

  function openStream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': hello\n\n');
    streams.add(response);
    response.on('close', () => streams.delete(response));
  }

  function answer(id: RouteId, body: unknown, response: ServerResponse): unknown {
    const read = readRequest(routes[id], body as never);
    if (!read.ok)
      return send(response, 420, {
        error: { code: 'JOC-420', message: read.problem.message, problem: read.problem.code },
      });
    const failing = world.failing.get(id);
    if (failing !== undefined)
      return send(response, failing, {
        error: {
          code: 'JOC-402',
          message: 'ControllerConnectionRefusedException: The Controller can not be reached.',
          problem: 'ControllerUnreachable',
        },
        reference: 'r-c0ffee42',
      });
    const act = answers[id] as ((request: unknown) => object) | undefined;
    if (act === undefined)
      return send(response, 420, { error: { code: 'JOC-004', message: `The fake does not know ${id}.` } });
    const said = routes[id].response.parse(act(read.value.request)) as object;
    return send(response, 200, { ...said, deliveryDate: new Date().toISOString() });
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (error instanceof Refused) send(response, error.status, error.body);
      else send(response, 500, { error: { message: String(error) } });
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const cutStreams = () => {
    for (const stream of streams) stream.destroy();
  };
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    world,
    calls,
    tell,
    cutStreams,
    endSession: () => {
      session = undefined;
    },
    streamCount: () => streams.size,
    close: () =>
      new Promise((resolve) => {
        cutStreams();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): true {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-request-id': 'r-fa4e0001',
    ...headers,
  });
  response.end(JSON.stringify(body));
  return true;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString();
  return text === '' ? {} : JSON.parse(text);
}
