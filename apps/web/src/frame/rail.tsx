import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMe } from '../session/me.tsx';
import { text } from '../texts/text.ts';
import { PageIcon } from './page-icon.tsx';
import { pages } from './pages.ts';

/** The way between the pages: at the left, or at the bottom of a narrow window. */
export function Rail(): ReactNode {
  const { permissions } = useMe();
  return (
    <nav className="rail" aria-label={text('frame.pages')}>
      {pages.map((page) => {
        const isLocked = 'permission' in page && !permissions.includes(page.permission);
        return (
          <Link
            key={page.id}
            to={page.path}
            activeOptions={{ exact: page.path === '/', includeSearch: false }}
          >
            <span className="rail-icon">
              <PageIcon id={page.id} />
              {isLocked && <IconLock size={11} className="rail-lock" aria-hidden />}
            </span>
            <span className="rail-label">{text(page.label)}</span>
            {isLocked && <span className="unseen">{text('frame.locked')}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
