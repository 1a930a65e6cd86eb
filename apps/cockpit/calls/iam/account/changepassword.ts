import { accountName, problem, refuse, Secret, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import type { CallPorts } from '../../../call-ports.ts';
import type { Caller } from '../../../sessions/caller.ts';
import { sessionChange } from '../../authentication/login.ts';
import type { Handler } from '../../call-handler.ts';

/** Changes the caller's own password; the session goes on under a new id, all others of the account end. */
export function changePassword(ports: CallPorts): Handler<'iam.account.changepassword'> {
  return async ({ caller, credential, facts, request, signal }) => {
    if (!isOwn(caller, request))
      return refuse(
        problem('PermissionDenied', 'Everybody changes his own password here, and nobody else’s.'),
      );
    const newPassword = request.password ?? request.newPassword;
    if (newPassword === undefined)
      return refuse(problem('InvalidInput', 'The field password is missing.', { field: 'password' }));
    if (request.password !== undefined && request.repeatedPassword !== request.password)
      return refuse(
        problem('InvalidInput', 'The two new passwords are not the same.', { field: 'repeatedPassword' }),
      );
    const changed = await ports.login.changePassword({
      session: caller.session,
      oldPassword: new Secret(request.oldPassword),
      newPassword: new Secret(newPassword),
      ...(credential.kind === 'page' ? { pageValue: credential.pageValue } : {}),
      facts,
      signal,
    });
    if (!changed.ok) return changed;
    ports.identityNews.tell();
    return succeed({ body: { ok: true }, session: sessionChange(changed.value.started) });
  };
}

/** Whether the account that a request names is the caller's; one that names none means it. */
function isOwn(
  caller: Caller,
  { accountName: name, identityServiceName }: RequestOf<'iam.account.changepassword'>,
): boolean {
  if (identityServiceName !== undefined && identityServiceName !== caller.serviceName) return false;
  if (name === undefined) return true;
  const canonical = accountName(name);
  const exact = accountName(name, 'exact');
  return (
    (canonical.ok && canonical.value === caller.accountName) ||
    (exact.ok && exact.value === caller.accountName)
  );
}
