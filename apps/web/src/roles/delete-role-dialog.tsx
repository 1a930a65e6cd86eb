import type { ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { text } from '../texts/rights-text.ts';
import { useRehearsal } from './rehearsal-query.ts';
import { RehearsalView } from './rehearsal-view.tsx';
import type { RoleRow } from './roles-query.ts';

/** Deletes a role, after it was said who loses what by it. */
export default function DeleteRoleDialog(props: {
  readonly role: RoleRow;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { identityServiceName, roleName, accountCount } = props.role;
  const rehearsal = useRehearsal({ identityServiceName, removedRole: roleName });
  return (
    <ChangeDialog
      title={text('roles.delete.title', { role: roleName })}
      what={text('roles.delete.what', { count: accountCount })}
      verb={text('roles.delete.verb')}
      kind="danger"
      wide
      change={(reason) => ask('iam.roles.delete', { identityServiceName, roleNames: [roleName], ...reason })}
      done={text('roles.delete.done', { role: roleName })}
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <section className="rehearsal in-dialog" aria-label={text('rehearsal.deleting')}>
        {rehearsal.error !== null && <RefusalNote error={rehearsal.error} what={text('rehearsal.unread')} />}
        {rehearsal.data === undefined && rehearsal.error === null && (
          <p className="quiet">{text('rehearsal.reading')}</p>
        )}
        {rehearsal.data !== undefined && <RehearsalView rehearsal={rehearsal.data} />}
      </section>
    </ChangeDialog>
  );
}
