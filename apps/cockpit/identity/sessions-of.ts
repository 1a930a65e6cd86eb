import { accountName } from '@interlock/base';
import type { Session } from '@interlock/iam';

/** Whether a session is that of an account of this name, in whatever form the name was typed (semantics §1.8). */
export function isOfAccount(session: Session, name: string): boolean {
  const own = session.evidence[0]?.accountName;
  const forms = [accountName(name), accountName(name, 'exact')];
  return forms.some((form) => form.ok && form.value === own);
}
