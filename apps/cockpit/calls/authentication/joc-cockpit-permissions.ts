import { succeed } from '@interlock/base';
import { accountPermissions } from '../../mapping/account-permissions.ts';
import type { Handler } from '../call-handler.ts';

/** What the caller may do. */
export function jocCockpitPermissions(): Handler<'authentication.joc_cockpit_permissions'> {
  return async ({ caller }) => succeed(accountPermissions(caller.rights, caller.roles));
}
