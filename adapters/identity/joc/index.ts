/**
 * The Identity Service of local accounts: Argon2id over stored hashes.
 * It knows nothing of sessions, roles and rights, and no database but by its ports.
 */
import type { IdentityServiceAdapter } from '@interlock/iam';
import { type JocServicePorts, jocService } from './service.ts';
import { checkJocDetails } from './settings.ts';

export {
  type Argon2,
  type Argon2HasherOptions,
  type Argon2Parameters,
  argon2Defaults,
  argon2Hasher,
  queueLimits,
} from './argon2-hasher.ts';
export { type HashingQueue, type HashingQueueLimits, hashingQueue, type Timer } from './hashing-queue.ts';
export { leakedPasswords } from './leaked-passwords.ts';
export { type JocServicePorts, jocService } from './service.ts';
export { checkJocDetails } from './settings.ts';

/** Builds services of local accounts. */
export function jocAdapter(ports: JocServicePorts): IdentityServiceAdapter {
  return {
    types: ['JOC'],
    checkDetails: checkJocDetails,
    build: (settings) => jocService(settings, ports),
  };
}
