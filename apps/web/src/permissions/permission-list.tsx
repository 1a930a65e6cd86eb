import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { text } from '../texts/identity-text.ts';
import { GroupHead } from './group-head.tsx';
import { groupsWith } from './permission-groups.ts';
import './permissions.css';

/** The whole catalogue to read: what is held and what is not. */
export function PermissionList(props: {
  readonly held: ReadonlySet<string>;
  readonly words: string;
  /** Leaves out what is not held. */
  readonly onlyHeld: boolean;
  /** Given: what is not held can be asked about. */
  readonly onWhy?: (permission: string) => void;
}): ReactNode {
  const groups = groupsWith(props.words, ({ permission }) => !props.onlyHeld || props.held.has(permission));
  if (groups.length === 0) return <p className="quiet">{text('permissions.noneHere')}</p>;
  return (
    <div className="permission-groups">
      {groups.map((group) => (
        <section key={group.node} className="permission-group">
          <h3>
            <GroupHead group={group} />
          </h3>
          <ul>
            {group.leaves.map(({ permission, label }) => {
              const isHeld = props.held.has(permission);
              return (
                <li key={permission} data-held={isHeld} title={permission}>
                  {isHeld ? <IconCheck size={14} aria-hidden /> : <IconMinus size={14} aria-hidden />}
                  <span>
                    {label}
                    {!isHeld && <span className="unseen"> {text('permissions.notHeld')}</span>}
                  </span>
                  {!isHeld && props.onWhy !== undefined && (
                    <button type="button" className="as-link" onClick={() => props.onWhy?.(permission)}>
                      {text('why.ask')}
                      <span className="unseen"> {label}</span>
                    </button>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
