import { IconCopy, IconPencil, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Action } from '../elements/action.tsx';
import { text } from '../texts/rights-text.ts';
import type { RoleRow } from './roles-query.ts';

const RenameRoleDialog = lazy(() => import('./rename-role-dialog.tsx'));
const DeleteRoleDialog = lazy(() => import('./delete-role-dialog.tsx'));
const NewRoleDialog = lazy(() => import('./new-role-dialog.tsx'));

/** What can be done with a role as a whole. */
export function RoleTools({ role }: { readonly role: RoleRow }): ReactNode {
  const [opened, setOpened] = useState<'rename' | 'delete' | 'copy'>();
  const navigate = useNavigate();
  const { identityServiceName: service, roleName } = role;
  const icon = { size: 15, 'aria-hidden': true } as const;
  const close = () => setOpened(undefined);
  const goTo = (name: string) =>
    void navigate({ to: '/identity/roles/role', search: { service, role: name } as never });
  return (
    <>
      <Action icon={<IconCopy {...icon} />} lack={lackFor(role, 'change')} onClick={() => setOpened('copy')}>
        {text('roles.copy')}
      </Action>
      <Action
        icon={<IconPencil {...icon} />}
        lack={lackFor(role, 'delete')}
        onClick={() => setOpened('rename')}
      >
        {text('roles.rename.verb')}
      </Action>
      <Action
        kind="danger"
        icon={<IconTrash {...icon} />}
        lack={lackFor(role, 'delete')}
        onClick={() => setOpened('delete')}
      >
        {text('roles.delete.verb')}
      </Action>
      <Suspense fallback={null}>
        {opened === 'rename' && <RenameRoleDialog role={role} onDone={goTo} onClose={close} />}
        {opened === 'copy' && (
          <NewRoleDialog service={service} from={roleName} onDone={goTo} onClose={close} />
        )}
        {opened === 'delete' && (
          <DeleteRoleDialog
            role={role}
            onDone={() => void navigate({ to: '/identity/roles', search: { service } as never })}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}

/** What the account lacks to do something with a role; nothing where it may. */
export function lackFor({ can }: RoleRow, action: 'change' | 'delete'): string | undefined {
  const may = can?.[action];
  return may === true || may === undefined ? undefined : may;
}
