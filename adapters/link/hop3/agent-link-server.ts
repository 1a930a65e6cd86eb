import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Log, type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import {
  type AgentMessage,
  type ControllerConnection,
  type ControllerMessage,
  connectAct,
  controllerMessage,
  messageBytesMax,
} from '@interlock/node-api';
import { type WebSocket, WebSocketServer } from 'ws';
import { bodyDigest } from '../body-digest.ts';
import { bearerOf, tokenIdOf } from '../hop-tokens.ts';
import { httpStatus } from '../http-status.ts';
import { listen } from '../listen.ts';
import { type SecureServer, secureServer } from '../secure-server.ts';
import type { BorderRefusal, PeerCheck, ProvedPeer, TlsMaterial, VerifyToken } from '../security.ts';
import { admitControllerMessage } from './admit-controller-message.ts';
import { agentLinkPath } from './agent-link-path.ts';
import { messageConnection } from './message-connection.ts';

/** What the Agent's server of hop 3 needs. */
export interface AgentLinkServerOptions {
  /** Where to listen, `host:port`. */
  readonly address: string;
  readonly tls: () => TlsMaterial;
  /** Accepts the client certificate of this Agent's Controller alone. */
  readonly peers: PeerCheck;
  readonly verifyToken: VerifyToken;
  /** Gets each new connection. The one before it is closed: the Controller speaks over one. */
  readonly connected: (connection: ControllerConnection) => void;
  /** Hears of each refusal at the border. */
  readonly refused: (refusal: BorderRefusal) => void;
  /** Told of each handshake, done or refused. */
  readonly tlsLog?: Log;
  /** Milliseconds between two pings; default 10 000. */
  readonly pingMs?: number;
  /** Milliseconds of silence after which the connection is cut; default 30 000. */
  readonly silenceMs?: number;
}

/** A listening server of hop 3. */
export interface AgentLinkServer extends Pick<SecureServer, 'cut' | 'renew' | 'close'> {
  /** The address that it got. */
  readonly address: string;
}

/** Listens for the Controller. */
export async function serveAgentLink(options: AgentLinkServerOptions): Promise<Result<AgentLinkServer>> {
  const { tlsLog } = options;
  const handshakes = tlsLog === undefined ? undefined : ({ hop: 3, log: tlsLog } as const);
  const secure = secureServer(options.tls, options.peers, handshakes);
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: messageBytesMax,
  });
  let current: ControllerConnection | undefined;
  const opened = (connection: ControllerConnection): void => {
    current?.close('a new connection took its place');
    current = connection;
    options.connected(connection);
  };
  secure.server.on('request', (_request, response) => response.writeHead(404, { connection: 'close' }).end());
  secure.server.on('checkContinue', (_request, response) =>
    response.writeHead(417, { connection: 'close' }).end(),
  );
  secure.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const peer = admit(request, secure, options);
    if (!peer.ok) return refuseUpgrade(socket, peer.problem);
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      opened(accept(webSocket, peer.value, options)),
    );
  });
  const address = await listen(secure.server, options.address);
  return address.ok ? succeed({ ...secure, address: address.value }) : address;
}

function admit(
  request: IncomingMessage,
  secure: SecureServer,
  options: AgentLinkServerOptions,
): Result<ProvedPeer> {
  const peer = secure.peerOf(request.socket);
  const admitted = peer.ok ? checkUpgrade(request, peer.value, options) : peer;
  if (!admitted.ok) {
    options.refused({
      hop: 3,
      act: connectAct,
      problem: admitted.problem,
      remoteAddress: request.socket.remoteAddress ?? '',
      ...(peer.ok ? { peerId: peer.value.id } : {}),
      ...tokenIdOf(bearerOf(request.headers.authorization)),
    });
  }
  return admitted;
}

function checkUpgrade(
  request: IncomingMessage,
  peer: ProvedPeer,
  options: AgentLinkServerOptions,
): Result<ProvedPeer> {
  if (request.url !== agentLinkPath) return refuse(problem('UnknownObject'));
  const token = bearerOf(request.headers.authorization);
  if (token === undefined) return refuse(problem('HopTokenRefused', 'A hop token is needed here.'));
  const context = { act: connectAct, peer, permissions: [], bodyDigest: bodyDigest('') };
  const claims = options.verifyToken(token, context);
  return claims.ok ? succeed(peer) : claims;
}

function accept(socket: WebSocket, peer: ProvedPeer, options: AgentLinkServerOptions): ControllerConnection {
  const connection: ControllerConnection = messageConnection<AgentMessage, ControllerMessage>(socket, {
    ...options,
    peer,
    shape: controllerMessage,
    admit: (message) => admitControllerMessage(message, connection, peer, options),
  });
  return connection;
}

function refuseUpgrade(socket: Duplex, refusal: Problem): void {
  const body = JSON.stringify({ problem: refusal });
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${httpStatus(refusal)} Refused\r\nconnection: close\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
