// The claims of a hop token, their building, reading and checks. It signs nothing and opens no connection.
export { buildHopToken, type HopSigningKey } from './build-hop-token.ts';
export { checkHopToken, type HopExpectations, type HopVerificationKey } from './check-hop-token.ts';
export { coversFolder } from './covers-folder.ts';
export {
  type HopClaims,
  type HopFolder,
  hopSkewMsMax,
  hopTokenBytesMax,
  hopTokenLifeMs,
} from './hop-claims.ts';
export { type HopRefusal, type HopRefusalReason, hopProblem } from './hop-refusal.ts';
export { hopTokenType, type ParsedHopToken, parseHopToken } from './parse-hop-token.ts';
export { type ReplayGuard, replayGuard } from './replay-guard.ts';
