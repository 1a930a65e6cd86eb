import { IconCompass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Empty } from '../elements/empty.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { text } from '../texts/text.ts';

/** What stands where a page broke. */
export function Crash({ error }: { readonly error: unknown }): ReactNode {
  return (
    <div className="page scrolls">
      <RefusalNote error={error} what={text('crash.title')} onRetry={() => location.reload()} />
    </div>
  );
}

/** What stands where no page is. */
export function NotFound(): ReactNode {
  return (
    <div className="page scrolls">
      <Empty
        icon={<IconCompass aria-hidden />}
        title={text('notFound.title')}
        actions={<Link to="/">{text('pages.dashboard')}</Link>}
      >
        {text('notFound.words')}
      </Empty>
    </div>
  );
}
