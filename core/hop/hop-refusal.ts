import { type Problem, problem } from '@interlock/base';

/** What is wrong with a hop token: the first wrong claim, by its name, or its form as a whole. */
export type HopRefusalReason =
  | 'malformed'
  | 'alg'
  | 'typ'
  | 'x5t#S256'
  | 'signature'
  | 'iss'
  | 'aud'
  | 'exp'
  | 'iat'
  | 'act'
  | 'bd'
  | 'sub'
  | 'perm'
  | 'folder'
  | 'order'
  | 'job'
  | 'jti';

/** A refused hop token; for the log and the audit trail. It holds nothing of the token that could be used again. */
export interface HopRefusal {
  readonly reason: HopRefusalReason;
  /** A sentence for a person. */
  readonly message: string;
  /** The token's own id, as far as it could be read; it is proved only for reasons that come after `signature`. */
  readonly tokenId?: string;
}

/** The refusal as a problem; its field is the wrong claim. */
export function hopProblem(refusal: HopRefusal): Problem {
  return problem('HopTokenRefused', refusal.message, { field: refusal.reason });
}
