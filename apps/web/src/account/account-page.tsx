import { IconLogout } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Action } from '../elements/action.tsx';
import { ExactMoment, Moment } from '../elements/moment.tsx';
import { logOut } from '../session/log-out.ts';
import { useMe } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';
import { language } from '../texts/text.ts';
import { zoneWords } from '../texts/time-words.ts';
import { OwnPermissions } from './own-permissions.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { OwnTokens } from './own-tokens.tsx';
import { ThisDevice } from './this-device.tsx';
import './account.css';

const PasswordForm = lazy(() => import('./password-form.tsx'));

/** Who one is here, the password, where one is logged in, one's API tokens, and what one may do. */
export default function AccountPage(): ReactNode {
  const me = useMe();
  const client = useQueryClient();
  useEffect(() => void client.invalidateQueries({ queryKey: ['me'] }), [client]);
  const [changes, setChanges] = useState(false);
  return (
    <div className="page scrolls">
      <header className="page-head">
        <h1>{me.account}</h1>
        <div className="page-tools">
          <Action icon={<IconLogout size={15} aria-hidden />} onClick={() => void logOut()}>
            {text('frame.logOut')}
          </Action>
        </div>
      </header>
      <div className="account">
        <section className="card" aria-labelledby="account-who">
          <header className="card-head">
            <h2 id="account-who">{text('account.who')}</h2>
          </header>
          <dl className="facts panel-part">
            <dt>{text('account.service')}</dt>
            <dd>{me.identityService}</dd>
            <dt>{text('account.roles')}</dt>
            <dd>{me.roles.join(', ')}</dd>
            <dt>{text('account.zone')}</dt>
            <dd>{zoneWords(me.timeZone, Date.now(), language)}</dd>
          </dl>
        </section>
        <section className="card" aria-labelledby="account-session">
          <header className="card-head">
            <h2 id="account-session">{text('account.session')}</h2>
          </header>
          <dl className="facts panel-part">
            <dt>{text('account.idle')}</dt>
            <dd>
              <Moment ms={me.idleEndMs} /> · <ExactMoment ms={me.idleEndMs} />
            </dd>
            <dt>{text('account.absolute')}</dt>
            <dd>
              <Moment ms={me.absoluteEndMs} /> · <ExactMoment ms={me.absoluteEndMs} />
            </dd>
            <dt>{text('login.remember')}</dt>
            <dd>{text(me.rememberMe ? 'account.remembered' : 'account.notRemembered')}</dd>
          </dl>
        </section>
        <section className="card" aria-labelledby="account-password">
          <header className="card-head">
            <h2 id="account-password">{text('login.password')}</h2>
          </header>
          <div className="panel-part account-password">
            {changes ? (
              <Suspense fallback={<span className="skeleton" />}>
                <PasswordForm account={me.account} onDone={() => setChanges(false)} />
              </Suspense>
            ) : (
              <>
                <p className="quiet">{text('account.passwordWords')}</p>
                <p>
                  <Action onClick={() => setChanges(true)}>{text('account.change')}</Action>
                </p>
              </>
            )}
          </div>
        </section>
        <ThisDevice />
        <OwnSessions />
        <OwnTokens />
        <OwnPermissions />
      </div>
    </div>
  );
}
