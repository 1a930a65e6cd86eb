import type { ControllerConnection, ControllerMessage } from '@interlock/node-api';
import { tokenIdOf } from '../hop-tokens.ts';
import type { BorderRefusal, ProvedPeer, VerifyToken } from '../security.ts';
import { commandClaims } from './command-claims.ts';
import { commandDigest } from './command-digest.ts';

interface Admission {
  readonly verifyToken: VerifyToken;
  readonly refused: (refusal: BorderRefusal) => void;
}

/**
 * Decides about a message of the Controller: a hello names the Controller of the certificate, and each command has a
 * token of its own, for this command and, where it is about a step, its order, job and account (semantics §4.3, §4.4).
 */
export function admitControllerMessage(
  message: ControllerMessage,
  connection: ControllerConnection,
  peer: ProvedPeer,
  admission: Admission,
): boolean {
  if (message.kind === 'ack') return true;
  if (message.kind === 'hello') return message.controllerId === peer.id || refuseHello(connection);
  const { body, requestId, token } = message;
  const { kind } = body;
  const context = {
    act: kind,
    peer,
    permissions: [],
    bodyDigest: commandDigest(body),
    // Who acts for itself is the sender.
    account: peer.id,
    ...commandClaims(body),
  };
  const claims = admission.verifyToken(token, context);
  if (claims.ok) return true;
  const { problem } = claims;
  admission.refused({ hop: 3, act: kind, problem, remoteAddress: '', peerId: peer.id, ...tokenIdOf(token) });
  void connection.send({ kind: 'reply', requestId, problem: claims.problem });
  return false;
}

function refuseHello(connection: ControllerConnection): boolean {
  connection.close('the hello names another Controller than the certificate');
  return false;
}
