// Hops 2 and 3 on the wire: HTTPS, the event stream, the WebSocket, and joining. It knows no order, no certificate's
// meaning and no store: who a peer is, what a token says and what a message does is decided by what it is given.
export { type HopReceiver, type HopSender, hopTokenSigner, hopTokenVerifier } from './hop-tokens.ts';
export { type ActClientOptions, openActClient } from './hop2/act-client.ts';
export { type ActServer, type ActServerOptions, serveActs } from './hop2/act-server.ts';
export {
  type AgentLinkDialler,
  type AgentLinkDiallerOptions,
  agentLinkDialler,
} from './hop3/agent-link-dialler.ts';
export {
  type AgentLinkServer,
  type AgentLinkServerOptions,
  serveAgentLink,
} from './hop3/agent-link-server.ts';
export { joinDialler } from './join/join-dialler.ts';
export type { JoinProofs, JoinSide, SelfSigned } from './join/join-security.ts';
export { type JoinWaiterOptions, joinWaiter } from './join/join-waiter.ts';
export type {
  BorderRefusal,
  PeerCheck,
  ProvedPeer,
  SignToken,
  TlsMaterial,
  TokenContext,
  TokenRequest,
  VerifyToken,
} from './security.ts';
