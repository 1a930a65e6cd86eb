import { type LogFields, Secret } from '@interlock/base';
import { scrubText } from './scrub-text.ts';

const hidden = '[secret]';
const depthMax = 6;
const membersMax = 100;

// Names without regard to case, hyphens and underscores.
const secretNames: ReadonlySet<string> = new Set([
  'auth',
  'authorization',
  'credentials',
  'proof',
  'pwd',
  'passwd',
]);
const secretEndings = [
  'cookie',
  'cookies',
  'key',
  'keys',
  'password',
  'passwords',
  'secret',
  'secrets',
  'token',
  'tokens',
  'passphrase',
  'pem',
  'otp',
];

/** Whether the value of a member of this name may not stand in a log, whatever it is. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[-_]/g, '');
  return secretNames.has(plain) || secretEndings.some((ending) => plain.endsWith(ending));
}

/** Fields as they may stand in the log: secrets hidden at every depth, values bounded, nothing that could throw. */
export function redactFields(fields: LogFields): Readonly<Record<string, unknown>> {
  return redactObject(fields, 0);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Secret) return hidden;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no time' : value.toISOString();
  // Bytes may be a key.
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (depth >= depthMax) return '[deeper]';
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return redactList(value, depth);
  if (value instanceof Map || value instanceof Set) return `[${value.size} members]`;
  return redactObject(value, depth);
}

function redactList(list: readonly unknown[], depth: number): readonly unknown[] {
  const kept = list.slice(0, membersMax).map((item) => redactValue(item, depth + 1));
  return list.length > membersMax ? [...kept, `[cut: ${list.length} items]`] : kept;
}

function redactObject(value: object, depth: number): Readonly<Record<string, unknown>> {
  const names = Object.keys(value);
  const members = names.slice(0, membersMax).map((name): [string, unknown] => {
    const shown = scrubText(name);
    const member = read(value, name);
    // Whether there was one is no secret.
    const isHidden = isSecretName(name) && typeof member !== 'boolean';
    return [shown, isHidden ? hidden : redactValue(member, depth + 1)];
  });
  if (names.length > membersMax) members.push(['…', `[cut: ${names.length} members]`]);
  return Object.fromEntries(members);
}

function read(value: object, name: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[name];
  } catch {
    return '[can not be read]';
  }
}

// Only what every error has: libraries hang whole requests, with their headers, on theirs.
function redactError(error: Error, depth: number): Readonly<Record<string, unknown>> {
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return {
    name: scrubText(String(name)),
    message: scrubText(String(message)),
    ...(typeof code === 'string' ? { code: scrubText(code) } : {}),
    ...(typeof stack === 'string' ? { stack: scrubText(stack) } : {}),
    ...(cause === undefined ? {} : { cause: redactValue(cause, depth + 1) }),
  };
}
