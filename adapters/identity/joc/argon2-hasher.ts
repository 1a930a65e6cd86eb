import { availableParallelism } from 'node:os';
import { problem, type RandomBytes, type Result, refuse, Secret } from '@interlock/base';
import { type PasswordHasher, preparePassword } from '@interlock/iam';
import { hash, type Options, parseOptions, verify } from '@node-rs/argon2';
import { type HashingQueue, hashingQueue } from './hashing-queue.ts';

/** The cost of a hash (RFC 9106). */
export interface Argon2Parameters {
  /** KiB, from 8 per lane on. */
  readonly memoryKib: number;
  /** Passes. */
  readonly passes: number;
  /** Threads for one hash. */
  readonly lanes: number;
}

/** The parameters of semantics §1.9: m = 19 MiB, t = 2, p = 1. */
export const argon2Defaults: Argon2Parameters = { memoryKib: 19_456, passes: 2, lanes: 1 };

/** The one slow function that everything here calls; a test counts its calls. */
export interface Argon2 {
  hash(password: string, options: Options): Promise<string>;
  verify(hashed: string, password: string): Promise<boolean>;
}

/** What a hasher may be told. */
export interface Argon2HasherOptions {
  readonly random: RandomBytes;
  readonly parameters?: Argon2Parameters;
  readonly queue?: HashingQueue;
  readonly argon2?: Argon2;
}

/** Passwords by Argon2id (RFC 9106), as many at once as there are cores. Everything shares one hasher per program. */
export function argon2Hasher({
  random,
  parameters = argon2Defaults,
  queue = hashingQueue(queueLimits()),
  argon2 = { hash, verify },
}: Argon2HasherOptions): PasswordHasher {
  const { memoryKib: memoryCost, passes: timeCost, lanes: parallelism } = parameters;
  const options = { memoryCost, timeCost, parallelism, outputLen: 32 };
  const nobodysHash = hashOfNobody(parameters, random);
  return {
    async hash(password, signal) {
      const prepared = preparePassword(password);
      if (prepared === undefined) return refuse(problem('PasswordRefused', undefined, { field: 'password' }));
      return secretly(await queue.run(() => argon2.hash(prepared.reveal(), options), signal));
    },
    verify(password, hashed, signal) {
      const prepared = preparePassword(password);
      // Whatever can't fit is verified against a hash that nothing fits, so that it takes as long as what can.
      const against = prepared === undefined || hashed === undefined ? nobodysHash : hashed;
      return queue.run(() => argon2.verify(against.reveal(), prepared?.reveal() ?? 'x'), signal);
    },
    needsRehash(hashed) {
      const made = parseOptions(hashed.reveal());
      return made.memoryCost < memoryCost || made.timeCost < timeCost || made.parallelism < parallelism;
    },
  };
}

/** 64 waiting per core, 5 s. */
export function queueLimits(cores: number = availableParallelism()) {
  return { atOnce: cores, waitingMax: 64 * cores, waitMsMax: 5_000 };
}

/** A hash with the present parameters whose output is chance, so that no password is known to fit it. */
function hashOfNobody({ memoryKib, passes, lanes }: Argon2Parameters, random: RandomBytes): Secret {
  const part = (count: number) => Buffer.from(random(count)).toString('base64').replaceAll('=', '');
  return new Secret(`$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${part(16)}$${part(32)}`);
}

function secretly(result: Result<string>): Result<Secret> {
  return result.ok ? { ok: true, value: new Secret(result.value) } : result;
}
