import { type Json, problem, type Result, refuse, succeed } from '@interlock/base';

/** How deep settings may be nested. */
export const settingsDepthMax = 32;

const addressKey = /(url|uri|host|server|address|endpoint|port)$/i;
const secretKey = /(password|passphrase|secret|private_?key|token)$/i;

/** Settings as they are shown: every text under a key that names a secret is replaced by the mask. */
export function maskSettings(settings: Json, mask: string): Json {
  if (Array.isArray(settings)) return settings.map((item) => maskSettings(item, mask));
  if (!isObject(settings)) return settings;
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      isSecret(key, value) ? mask : maskSettings(value, mask),
    ]),
  );
}

/**
 * Settings as they are to be stored: where the mask was sent back, the secret that stood at the same place stays.
 * Refuses a mask where none stood, and what is nested deeper than {@link settingsDepthMax}. Where an address changes,
 * secrets have to be given anew: else whoever may not see one could have it sent to a server of his own.
 */
export function unmaskSettings(sent: Json, stored: Json | undefined, mask: string): Result<Json> {
  try {
    const settings = unmasked(sent, stored, mask, []);
    // Masked on both sides: a secret below an address is no part of it.
    const before = addressesOf(maskSettings(stored ?? null, mask));
    if (holds(sent, mask) && addressesOf(maskSettings(sent, mask)) !== before)
      throw new Unusable('An address was changed, so the secrets have to be given anew.');
    return succeed(settings);
  } catch (fault) {
    if (fault instanceof Unusable) return refuse(problem('InvalidInput', fault.message));
    throw fault;
  }
}

class Unusable extends Error {}

function unmasked(sent: Json, stored: Json | undefined, mask: string, path: readonly string[]): Json {
  if (path.length > settingsDepthMax)
    throw new Unusable(`The settings are nested deeper than ${settingsDepthMax} levels.`);
  if (Array.isArray(sent))
    return sent.map((item, index) => {
      const before = Array.isArray(stored) ? stored[index] : undefined;
      return unmasked(item, before, mask, [...path, String(index)]);
    });
  if (!isObject(sent)) return sent;
  return Object.fromEntries(
    Object.entries(sent).map(([key, value]) => {
      const before = isObject(stored) && Object.hasOwn(stored, key) ? stored[key] : undefined;
      if (!isSecret(key, value) || value !== mask)
        return [key, unmasked(value, before, mask, [...path, key])];
      if (typeof before === 'string') return [key, before];
      throw new Unusable(`The secret ${[...path, key].join('.')} is masked, and none is stored.`);
    }),
  );
}

/** Whether a secret was left as it is. */
function holds(sent: Json, mask: string): boolean {
  if (typeof sent !== 'object' || sent === null) return false;
  return Object.entries(sent).some(
    ([key, value]) => (isSecret(key, value) && value === mask) || holds(value, mask),
  );
}

/** Everything under keys that name an address, with its place, as one text. */
function addressesOf(settings: Json): string {
  const found: string[] = [];
  const look = (value: Json, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      const at = [...path, key];
      if (addressKey.test(key)) found.push(JSON.stringify([at, member]));
      else look(member, at);
    }
  };
  look(settings, []);
  return found.sort().join();
}

function isSecret(key: string, value: Json): value is string {
  return secretKey.test(key) && typeof value === 'string' && value !== '';
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
