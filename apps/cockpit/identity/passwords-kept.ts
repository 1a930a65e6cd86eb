import { problem, type Result, refuse, succeed } from '@interlock/base';
import { type IdentityServiceSettings, keepsPasswords } from '@interlock/iam';

/** Refuses a service whose passwords are kept elsewhere. */
export function passwordsKept({ name, type }: IdentityServiceSettings): Result<void> {
  if (keepsPasswords(type)) return succeed(undefined);
  return refuse(
    problem('InvalidInput', `The passwords of ${name} are not kept here: it is of the type ${type}.`, {
      field: 'identityServiceName',
    }),
  );
}
