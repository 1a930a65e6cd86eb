import { IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Menu } from '../elements/menu.tsx';
import { logOut } from '../session/log-out.ts';
import { useMe } from '../session/me.tsx';
import { language, text } from '../texts/text.ts';
import { zoneWords } from '../texts/time-words.ts';

/** Who is logged in, in which time zone the page shows times, and the way out. */
export function AccountMenu({ onHelp }: { readonly onHelp: () => void }): ReactNode {
  const me = useMe();
  const navigate = useNavigate();
  const icon = { size: 16, 'aria-hidden': true } as const;
  return (
    <Menu
      label={text('frame.account', { account: me.account })}
      className="head-button"
      button={
        <>
          <IconUserCircle size={20} stroke={1.6} aria-hidden />
          <span className="name wide-only">{me.account}</span>
        </>
      }
      facts={
        <>
          <strong>{me.account}</strong>
          <br />
          {me.roles.join(', ')}
          <br />
          {text('frame.zone', { zone: zoneWords(me.timeZone, Date.now(), language) })}
        </>
      }
      items={[
        {
          id: 'account',
          label: text('frame.ownAccount'),
          icon: <IconUserCircle {...icon} />,
          onSelect: () => void navigate({ to: '/account' }),
        },
        { id: 'keys', label: text('frame.keys'), icon: <IconKeyboard {...icon} />, onSelect: onHelp },
        {
          id: 'logout',
          label: text('frame.logOut'),
          icon: <IconLogout {...icon} />,
          onSelect: () => void logOut(),
        },
      ]}
    />
  );
}
