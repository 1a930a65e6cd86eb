import { IconLock } from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { LockedPage } from '../elements/locked-page.tsx';
import { useMe } from '../session/me.tsx';
import { text } from '../texts/text.ts';
import './identity-frame.css';
import { type IdentityView, identityViews, viewLabel } from './identity-views.ts';

const groups = ['people', 'rights', 'setup'] as const;

/** What stands around the views of identity and access: the way between them, and a lock before what one may not see. */
export default function IdentityFrame(): ReactNode {
  const path = useLocation({ select: (location) => location.pathname });
  const { permissions } = useMe();
  const isLocked = (view: IdentityView) => 'permission' in view && !permissions.includes(view.permission);
  const current = identityViews.find((view) => path === view.path || path.startsWith(`${view.path}/`));
  return (
    <div className="identity">
      <nav className="identity-nav" aria-label={text('identity.nav')}>
        {groups.map((group) => (
          <ul key={group} aria-label={text(`identity.groups.${group}`)}>
            <li className="identity-group" aria-hidden>
              {text(`identity.groups.${group}`)}
            </li>
            {identityViews
              .filter((view) => view.group === group)
              .map((view) => (
                <li key={view.id}>
                  <ViewLink view={view} isLocked={isLocked(view)} isCurrent={view === current} />
                </li>
              ))}
          </ul>
        ))}
      </nav>
      <div className="identity-view">
        {current !== undefined && 'permission' in current && isLocked(current) ? (
          <LockedPage permission={current.permission} title={text('identity.locked')} />
        ) : (
          <Outlet />
        )}
      </div>
    </div>
  );
}

function ViewLink(props: {
  readonly view: IdentityView;
  readonly isLocked: boolean;
  readonly isCurrent: boolean;
}): ReactNode {
  const link = useRef<HTMLAnchorElement>(null);
  // In a narrow window the views are one row that scrolls; the current one is always in sight.
  useEffect(() => {
    if (props.isCurrent) link.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [props.isCurrent]);
  return (
    <Link ref={link} to={props.view.path} activeOptions={{ includeSearch: false }}>
      <span>{text(viewLabel(props.view))}</span>
      {props.isLocked && <IconLock size={12} aria-hidden />}
      {props.isLocked && <span className="unseen">{text('frame.locked')}</span>}
    </Link>
  );
}
