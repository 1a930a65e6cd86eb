import { succeed } from '@interlock/base';
import { permissions as names } from '@interlock/iam';
import type { Handler } from '../call-handler.ts';

/** The names of all permissions. */
export function permissions(): Handler<'authentication.permissions'> {
  return async () => succeed({ sosPermissions: [...names] });
}
