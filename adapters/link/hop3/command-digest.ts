import { canonicalJson } from '@interlock/base';
import type { AgentCommand } from '@interlock/node-api';
import { bodyDigest } from '../body-digest.ts';

/** The digest that a command's token names: over the canonical JSON of the command. */
export function commandDigest(body: AgentCommand): string {
  return bodyDigest(canonicalJson(body));
}
