import { IconLockExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ask } from '../api/ask.ts';
import { Action } from '../elements/action.tsx';
import { useLack } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';

const UnlockDialog = lazy(() => import('./unlock-dialog.tsx'));
const namedMax = 5;

/** Says which names are locked after too many failures in a row, and lifts that. Nothing where there is none. */
export function LockedNames(): ReactNode {
  const [isAsked, setAsked] = useState(false);
  const lack = useLack('sos:products:joc:administration:accounts:manage');
  const locked = useQuery({
    queryKey: ['iam', 'locked-names'],
    queryFn: async ({ signal }) => (await ask('iam.accounts.throttled', {}, { signal })).throttledAccounts,
  });
  const names = (locked.data ?? []).map(({ accountName }) => accountName);
  if (names.length === 0) return null;
  const more = names.length - namedMax;
  return (
    <section
      className="note"
      data-hue="amber"
      aria-label={text('logins.locked.title', { count: names.length })}
    >
      <IconLockExclamation size={18} aria-hidden />
      <div className="note-body">
        <strong>{text('logins.locked.title', { count: names.length })}</strong>
        <p>
          {names.slice(0, namedMax).join(', ')}
          {more > 0 && ` ${text('orders.more', { count: more })}`}
        </p>
        <p className="quiet">{text('logins.locked.words')}</p>
      </div>
      <Action lack={lack} onClick={() => setAsked(true)}>
        {text('logins.locked.lift')}
      </Action>
      <Suspense fallback={null}>
        {isAsked && <UnlockDialog names={names} onClose={() => setAsked(false)} />}
      </Suspense>
    </section>
  );
}
