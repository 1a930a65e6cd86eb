import { IconX } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Action } from '../elements/action.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { text } from '../texts/rights-text.ts';
import { ChangeLines } from './change-lines.tsx';
import { type Rehearsal, roleChange, useRehearsal } from './rehearsal-query.ts';
import { RehearsalView } from './rehearsal-view.tsx';
import type { RoleEdit } from './role-edit.ts';

/** What a changed role would do, beside the role; from here it is saved. */
export function RehearsalPanel(props: {
  readonly identityServiceName: string;
  readonly roleName: string;
  readonly edit: RoleEdit;
  readonly onSave: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { edit } = props;
  const rehearsal = useRehearsal(roleChange(props.identityServiceName, props.roleName, edit.draft));
  return (
    <aside className="panel" aria-label={text('rehearsal.title')}>
      <header className="panel-head">
        <div className="panel-title">
          <h2>{text('rehearsal.title')}</h2>
          <button
            type="button"
            className="icon-button"
            aria-label={text('common.close')}
            onClick={props.onClose}
          >
            <IconX size={18} aria-hidden />
          </button>
        </div>
        <div className="panel-actions">
          <Action kind="main" onClick={props.onSave} {...notNow(rehearsal, edit)}>
            {text('rehearsal.save')}
          </Action>
        </div>
      </header>
      <div className="panel-body">
        <div className="rehearsal" aria-live="polite" aria-busy={rehearsal.isFetching}>
          <section>
            <h3 className="part-title">{text('rehearsal.change')}</h3>
            <ChangeLines steps={edit.steps} />
          </section>
          {rehearsal.error !== null && (
            <RefusalNote
              error={rehearsal.error}
              what={text('rehearsal.unread')}
              onRetry={() => void rehearsal.refetch()}
            />
          )}
          {rehearsal.isPending && rehearsal.error === null && (
            <p className="quiet">{text('rehearsal.reading')}</p>
          )}
          {rehearsal.data !== undefined && <RehearsalView rehearsal={rehearsal.data} />}
        </div>
      </div>
    </aside>
  );
}

/** Why it can not be saved as it is; the Cockpit would refuse it all the same. */
function notNow(rehearsal: UseQueryResult<Rehearsal>, edit: RoleEdit): { readonly notNow?: string } {
  if (!edit.isChanged) return { notNow: text('role.unchanged') };
  if (rehearsal.isFetching) return { notNow: text('rehearsal.reading') };
  const kinds = (rehearsal.data?.warnings ?? []).map(({ kind }) => kind);
  if (kinds.includes('beyondOwnRights')) return { notNow: text('rehearsal.beyond') };
  if (kinds.includes('lastAdministrator')) return { notNow: text('rehearsal.last') };
  return {};
}
