import type { Result, Secret } from '@interlock/base';
import type { CallPorts } from '../call-ports.ts';

/** The initial password that is configured, hashed; undefined where none is. */
export async function initialHash(
  { identitySettings, hasher }: Pick<CallPorts, 'identitySettings' | 'hasher'>,
  signal: AbortSignal,
): Promise<Result<Secret | undefined>> {
  const initial = await identitySettings.initialPassword();
  if (!initial.ok || initial.value === undefined) return initial;
  return hasher.hash(initial.value, signal);
}
