import { type Answers, Refused } from './answer.ts';
import { moment } from './builders.ts';
import type { World } from './world.ts';

const allPermissions = [
  'sos:products:controller:view',
  'sos:products:controller:agents:view',
  'sos:products:controller:workflows:view',
  'sos:products:controller:orders:view',
  'sos:products:controller:orders:create',
  'sos:products:controller:orders:cancel',
  'sos:products:controller:orders:suspend_resume',
  'sos:products:controller:orders:resume_failed',
  'sos:products:joc:administration:accounts:view',
  'sos:products:joc:administration:accounts:manage',
  'sos:products:joc:administration:settings:view',
  'sos:products:joc:administration:settings:manage',
  'sos:products:joc:auditlog:view',
  'sos:products:joc:inventory:view',
  'sos:products:joc:inventory:manage',
];

/** Who is logged in, what he may do, and his password. */
export function sessionAnswers(world: World): Answers {
  const surveyDate = () => moment(world.nowMs());
  return {
    'interlock.login': () => ({ rememberMe: world.rememberMe }),
    touch: () => {
      world.idleSeconds = 1_800;
      return { ok: true, surveyDate: surveyDate() };
    },
    'interlock.me': () => ({
      account: 'maria.huber',
      identityService: 'JOC:interlock',
      roles: ['it_operator'],
      mustChangePassword: world.mustChangePassword,
      permissions: allPermissions.filter((name) => !world.lacking.includes(name)),
      timeZone: 'Europe/Vienna',
      idleEndMs: world.nowMs() + world.idleSeconds * 1_000,
      absoluteEndMs: world.nowMs() + 43_200_000,
      rememberMe: false,
      touchSeconds: 60,
    }),
    'interlock.can': ({ asks }) => ({
      answers: asks.map(({ permission }) => ({
        permission,
        allowed: !world.lacking.includes(permission),
        reason: world.lacking.includes(permission)
          ? 'no role of the account grants it'
          : 'granted by the role it_operator',
        needs: [],
      })),
    }),
    'iam.account.changepassword': ({ oldPassword }) => {
      if (oldPassword === 'wrong')
        throw new Refused(420, {
          error: { code: 'JOC-420', problem: 'PasswordRefused', message: 'The old password is not right.' },
          reference: 'r-5a5a5a5a',
        });
      world.mustChangePassword = false;
      return { ok: true };
    },
  };
}
