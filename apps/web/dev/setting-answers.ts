import { passwordDefaults, sessionDefaults, throttleDefaults } from '@interlock/iam';
import type { Answers } from './answer.ts';
import type { World } from './world.ts';

/** The general settings of Identity Services. */
export function settingAnswers(world: World): Answers {
  return {
    configuration: () => {
      const { initialPassword, throttling, ...item } = world.rights.settings;
      return {
        configuration: {
          id: 1,
          configurationType: 'IAM',
          objectType: 'GENERAL',
          name: 'GENERAL',
          shared: false,
          configurationItem: JSON.stringify({
            ...item,
            ...(throttling === undefined ? {} : { throttling }),
            ...(initialPassword === undefined ? {} : { initialPassword: '********' }),
          }),
          effective: {
            sessionTimeout: sessionDefaults.idleLimitMs / 1_000,
            minPasswordLength: passwordDefaults.lengthMin,
            minPasswordLengthWithSecondFactor: passwordDefaults.lengthMinWithSecondFactor,
            sessionEndSeconds: sessionDefaults.absoluteLimitMs / 1_000,
            rememberMeSeconds: sessionDefaults.rememberMeLimitMs / 1_000,
            deviceDays: sessionDefaults.deviceLimitMs / 86_400_000,
            ...item,
            throttling: {
              windowSeconds: throttleDefaults.windowMs / 1_000,
              waitFrom: throttleDefaults.waitFrom,
              firstWaitSeconds: throttleDefaults.firstWaitMs / 1_000,
              waitMaxSeconds: throttleDefaults.waitMaxMs / 1_000,
              waitingMax: throttleDefaults.waitingMax,
              failuresInRowMax: throttleDefaults.failuresInRowMax,
              networkFailuresMax: throttleDefaults.networkFailuresMax,
              ...(throttling as object | undefined),
            },
            hasInitialPassword: initialPassword !== undefined,
          },
        },
      };
    },
    'configuration.save': ({ configurationItem }) => {
      world.rights.settings = JSON.parse(configurationItem) as Record<string, unknown>;
      return { id: 1 };
    },
  };
}
