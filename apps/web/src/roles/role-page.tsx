import { IconArrowLeft, IconShieldOff } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { readText } from '../address/search-text.ts';
import { CallRefused } from '../api/refusal.ts';
import { Action } from '../elements/action.tsx';
import { say } from '../elements/announcer.tsx';
import { Empty } from '../elements/empty.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { useControllers } from '../frame/controllers-query.ts';
import { text } from '../texts/rights-text.ts';
import { changeCount } from './change-lines.tsx';
import { RehearsalPanel } from './rehearsal-panel.tsx';
import { draftOf } from './role-draft.ts';
import { type RoleEdit, useRoleEdit } from './role-edit.ts';
import { RoleEditor } from './role-editor.tsx';
import { RoleTools } from './role-tools.tsx';
import { type RoleAnswer, useRole } from './roles-query.ts';
import type { SavingResult } from './save-role.ts';
import '../list/filter-bar.css';
import './notes-of-rights.css';
import './role-page.css';
import '../orders/orders.css';

const SaveRoleDialog = lazy(() => import('./save-role-dialog.tsx'));

/** One role: what it means, what it grants and denies where, and what a change of it would do. */
export default function RolePage(): ReactNode {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>;
  const service = readText(search.service, 255);
  const name = readText(search.role, 255);
  if (service === undefined || name === undefined) return <NoRole />;
  return <ReadRole key={`${service}\n${name}`} service={service} name={name} />;
}

function ReadRole({ service, name }: { readonly service: string; readonly name: string }): ReactNode {
  const role = useRole(service, name);
  if (role.error instanceof CallRefused && role.data === undefined && isUnknown(role.error))
    return <NoRole />;
  if (role.error !== null && role.data === undefined)
    return (
      <div className="page scrolls">
        <BackLink />
        <RefusalNote error={role.error} what={text('roles.unreadOne')} onRetry={() => void role.refetch()} />
      </div>
    );
  if (role.data === undefined)
    return (
      <div className="page scrolls" aria-busy="true" role="status" aria-label={text('common.reading')}>
        <BackLink />
        <span className="skeleton" />
      </div>
    );
  return <WholeRole role={role.data} />;
}

function isUnknown({ facts }: CallRefused): boolean {
  return facts.code === 'UnknownRole' || facts.code === 'UnknownIdentityService';
}

function WholeRole({ role }: { readonly role: RoleAnswer }): ReactNode {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>;
  const navigate = useNavigate();
  const { identityServiceName, roleName } = role;
  const edit = useRoleEdit(`${identityServiceName}\n${roleName}`, draftOf(role));
  const controllers = useControllers().data ?? [];
  const [partly, setPartly] = useState<SavingResult>();
  const [saves, setSaves] = useState(false);
  const put = (change: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, ...change }) as never,
      replace: true,
    });
  const isOpen = search.review !== undefined && edit.isChanged;
  const lack = lackOf(role);
  const onDone = (result: SavingResult) => {
    setPartly(result.error === undefined ? undefined : result);
    if (result.error === undefined) say(text('role.saved', { role: roleName }));
    put({ review: undefined });
  };
  return (
    <div className="with-panel" data-open={isOpen || undefined}>
      <section className="page scrolls role-page" aria-labelledby="role-title">
        <BackLink />
        <header className="page-head">
          <h1 id="role-title">
            {roleName} <span className="count">{text('roles.accounts', { count: role.accountCount })}</span>
          </h1>
          <div className="page-tools">
            <RoleTools role={role} />
          </div>
        </header>
        {partly !== undefined && (
          <RefusalNote
            error={partly.error}
            what={text('role.partly', { done: partly.done, count: partly.all })}
          />
        )}
        <ChangeBar edit={edit} onReview={() => put({ review: 'yes' })} />
        <RoleEditor
          role={role}
          edit={edit}
          controllerIds={controllers.map(({ controllerId }) => controllerId)}
          lack={lack}
          search={search}
          put={put}
        />
      </section>
      {isOpen && (
        <RehearsalPanel
          identityServiceName={identityServiceName}
          roleName={roleName}
          edit={edit}
          onSave={() => setSaves(true)}
          onClose={() => put({ review: undefined })}
        />
      )}
      {saves && (
        <Suspense fallback={null}>
          <SaveRoleDialog
            identityServiceName={identityServiceName}
            roleName={roleName}
            steps={edit.steps}
            onDone={onDone}
            onClose={() => setSaves(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** What the account lacks to change roles; nothing where it may. */
function lackOf({ can }: RoleAnswer): string | undefined {
  const may = can?.change;
  return may === true || may === undefined ? undefined : may;
}

/** How much is not saved, and the two ways on. */
function ChangeBar({
  edit,
  onReview,
}: {
  readonly edit: RoleEdit;
  readonly onReview: () => void;
}): ReactNode {
  if (!edit.isChanged) return null;
  return (
    <div className="bulk change-bar" role="status">
      <span>
        <strong>{text('role.changes', { count: changeCount(edit.steps) })}</strong>
        {edit.note !== undefined && <> {text(`role.${edit.note}`)}</>}
      </span>
      <span className="change-bar-actions">
        <Action onClick={edit.discard}>{text('role.discard')}</Action>
        <Action kind="main" onClick={onReview}>
          {text('role.review')}
        </Action>
      </span>
    </div>
  );
}

function BackLink(): ReactNode {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>;
  return (
    <Link to="/identity/roles" search={{ service: search.service } as never} className="back-link">
      <IconArrowLeft size={15} aria-hidden /> {text('role.back')}
    </Link>
  );
}

function NoRole(): ReactNode {
  return (
    <div className="page scrolls">
      <BackLink />
      <Empty icon={<IconShieldOff aria-hidden />} title={text('role.gone.title')}>
        {text('role.gone.words')}
      </Empty>
    </div>
  );
}
