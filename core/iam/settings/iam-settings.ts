import { type PasswordRules, passwordDefaults } from '../passwords/password-rules.ts';
import { type SessionSettings, sessionDefaults } from '../sessions/session-settings.ts';
import { type ThrottleSettings, throttleDefaults } from '../throttling/throttle-settings.ts';

/** What holds for all Identity Services. */
export interface IamSettings {
  readonly sessions: SessionSettings;
  readonly passwords: PasswordRules;
  readonly throttling: ThrottleSettings;
}

/** The settings of a new installation. */
export const iamDefaults: IamSettings = {
  sessions: sessionDefaults,
  passwords: passwordDefaults,
  throttling: throttleDefaults,
};
