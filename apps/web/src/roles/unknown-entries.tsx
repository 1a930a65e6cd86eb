import { isKnownPermission } from '@interlock/iam';
import { IconHelpCircle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { text } from '../texts/rights-text.ts';
import { defaultScope, permissionsIn, type RoleDraft, type Scope } from './role-draft.ts';

/** The names of a scope that have no effect there: nobody knows them, or they are not about Controllers. */
export function UnknownEntries(props: {
  readonly draft: RoleDraft;
  readonly scope: Scope;
  readonly onRemove?: (permission: string) => void;
}): ReactNode {
  const entries = permissionsIn(props.draft, props.scope).filter(
    ({ permission }) => !isKnownPermission(permission) || isOutOfScope(permission, props.scope),
  );
  if (entries.length === 0) return null;
  return (
    <section className="card" aria-label={text('role.unknown.title')}>
      <header className="card-head">
        <h2>{text('role.unknown.title')}</h2>
      </header>
      <div className="panel-part folder-card">
        <p className="quiet">{text('role.unknown.words')}</p>
        <ul className="folders">
          {entries.map(({ permission, excluded }) => (
            <li key={permission}>
              <IconHelpCircle size={15} aria-hidden />
              <span className="unknown-name">
                <code>{permission}</code>
                <span className="faint">
                  {text(excluded ? 'tree.marks.denied' : 'tree.marks.granted')} ·{' '}
                  {text(
                    isKnownPermission(permission) ? 'role.unknown.ofCockpit' : 'role.unknown.noPermission',
                  )}
                </span>
              </span>
              {props.onRemove !== undefined && (
                <button
                  type="button"
                  className="icon-button"
                  aria-label={text('role.unknown.remove', { permission })}
                  onClick={() => props.onRemove?.(permission)}
                >
                  <IconX size={15} aria-hidden />
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Permissions of the Cockpit have no Controller (semantics §2.2). */
function isOutOfScope(permission: string, scope: Scope): boolean {
  return scope !== defaultScope && /^sos:products:joc(?::|$)/.test(permission);
}
