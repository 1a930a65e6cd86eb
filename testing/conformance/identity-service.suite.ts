/** What every Identity Service has to do. A service's own test names itself and says how to make one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import type { AuthenticationStep, IdentityService, LoginAttempt } from '@interlock/iam';

/** A service with one account, and attempts to log in there. */
export interface IdentityServiceUnderTest {
  readonly service: IdentityService;
  readonly right: LoginAttempt;
  /** The same account with a proof that is wrong. */
  readonly wrong: LoginAttempt;
  /** The same account with an empty proof, where its kind can be empty. */
  readonly empty?: LoginAttempt;
  /** A proof of the right kind for an account that is not there. */
  readonly unknown: LoginAttempt;
  /** The lasting id and the canonical name that a right proof gives. */
  readonly subject: string;
  readonly accountName: string;
  /** Texts that must not appear in anything but the attempt itself. */
  readonly secrets: readonly string[];
  /** How many verifications were done so far, where the service does slow work of its own. */
  work?(): number;
}

const never = new AbortController().signal;

/** Runs the suite. `make` gives a new service each time, with the settings named as `service.settings`. */
export function identityServiceConformance(
  what: string,
  make: () => Promise<IdentityServiceUnderTest>,
): void {
  const check = (guarantee: string, work: (made: IdentityServiceUnderTest) => Promise<void>) =>
    test(`${what}: ${guarantee}`, async () => {
      const made = await make();
      try {
        await work(made);
      } finally {
        await made.service.close();
      }
    });

  check('a right proof is verified, with subject, canonical name and method', async (made) => {
    const step = await made.service.begin(made.right, never);
    assert.equal(step.kind, 'verified');
    assert.equal(step.identity.subject, made.subject);
    assert.equal(step.identity.accountName, made.accountName);
    assert.ok(step.identity.methods.length > 0);
  });

  check('the same proof gives the same subject again', async (made) => {
    const subjects = [
      await made.service.begin(made.right, never),
      await made.service.begin(made.right, never),
    ];
    assert.deepEqual(subjects[0], subjects[1]);
  });

  check('a wrong proof is rejected', async (made) => {
    assert.equal((await made.service.begin(made.wrong, never)).kind, 'rejected');
  });

  check('an empty proof is rejected', async (made) => {
    if (made.empty !== undefined)
      assert.equal((await made.service.begin(made.empty, never)).kind, 'rejected');
  });

  check('an unknown account is not mine', async (made) => {
    assert.deepEqual(await made.service.begin(made.unknown, never), { kind: 'notMine' });
  });

  check('an attempt without a proof of its kind is not mine', async (made) => {
    assert.deepEqual(await made.service.begin({}, never), { kind: 'notMine' });
  });

  check('known and unknown accounts, right and wrong proofs cost the same work', async (made) => {
    const attempts = [
      made.right,
      made.wrong,
      made.unknown,
      ...(made.empty === undefined ? [] : [made.empty]),
    ];
    const costs: number[] = [];
    for (const attempt of attempts) {
      const before = made.work?.() ?? 0;
      await made.service.begin(attempt, never);
      costs.push((made.work?.() ?? 0) - before);
    }
    assert.equal(new Set(costs).size, 1, String(costs));
  });

  check('no answer and no report holds a secret', async (made) => {
    const said: unknown[] = [made.service.settings, await made.service.check(never)];
    for (const attempt of [made.right, made.wrong, made.unknown])
      said.push(await made.service.begin(attempt, never));
    const shown = `${JSON.stringify(said)} ${inspect(said, { depth: 20 })}`;
    for (const secret of made.secrets) assert.ok(!shown.includes(secret));
  });

  check('a check says that a sound service is healthy, and changes nothing', async (made) => {
    assert.deepEqual(await made.service.check(never), { healthy: true });
    assert.equal((await made.service.begin(made.right, never)).kind, 'verified');
  });

  check('an aborted attempt is unavailable, never verified', async (made) => {
    const steps: AuthenticationStep[] = [];
    for (const attempt of [made.right, made.wrong])
      steps.push(await made.service.begin(attempt, AbortSignal.abort()));
    assert.deepEqual(new Set(steps.map(({ kind }) => kind)), new Set(['unavailable']));
  });

  check('a closed service is unavailable', async (made) => {
    await made.service.close();
    await made.service.close();
    assert.equal((await made.service.begin(made.right, never)).kind, 'unavailable');
  });
}
