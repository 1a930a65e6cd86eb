import { IconSearch } from '@tabler/icons-react';
import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { Announcer } from '../elements/announcer.tsx';
import { identityViews, viewLabel } from '../identity/identity-views.ts';
import { SessionEndNotice } from '../session/end-notice.tsx';
import { type TextKey, text } from '../texts/text.ts';
import { AccountMenu } from './account-menu.tsx';
import { ControllerSwitch } from './controller-switch.tsx';
import './frame.css';
import { isTyping } from './keys.ts';
import { BrokenStrip, LiveMark } from './live-mark.tsx';
import { pages } from './pages.ts';
import { Rail } from './rail.tsx';

const readCommandField = () => import('./command-field.tsx');
const CommandField = lazy(readCommandField);
const KeyHelp = lazy(() => import('./key-help.tsx'));

/** What stands around every page. */
export function Frame(): ReactNode {
  const [opened, setOpened] = useState<'commands' | 'keys'>();
  const main = useRef<HTMLElement>(null);
  usePageChange(main);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        setOpened('commands');
      } else if (event.key === '?' && !isTyping(event)) setOpened('keys');
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  // It is read before it is asked for, so that no key is lost that is typed right after Ctrl-K.
  useEffect(() => {
    const timer = setTimeout(readCommandField, 200);
    return () => clearTimeout(timer);
  }, []);
  const close = () => setOpened(undefined);
  return (
    <div className="frame">
      <a className="skip" href="#main">
        {text('frame.skip')}
      </a>
      <Rail />
      <header className="head">
        <ControllerSwitch />
        <button
          type="button"
          className="command-field"
          aria-keyshortcuts="Control+K Meta+K"
          onClick={() => setOpened('commands')}
        >
          <IconSearch size={16} aria-hidden />
          <span className="words">{text('frame.searchWords')}</span>
          <kbd aria-hidden>{isApple ? '⌘ K' : 'Ctrl K'}</kbd>
        </button>
        <LiveMark />
        <AccountMenu onHelp={() => setOpened('keys')} />
      </header>
      <div className="strips">
        <SessionEndNotice />
        <BrokenStrip />
      </div>
      <main ref={main} id="main" className="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Announcer />
      <Suspense fallback={null}>
        {opened === 'commands' && <CommandField onClose={close} />}
        {opened === 'keys' && <KeyHelp onClose={close} />}
      </Suspense>
    </div>
  );
}

/** Names the page in the title, and brings the focus to it, so that a screen reader says where one is. */
function usePageChange(main: RefObject<HTMLElement | null>): void {
  const path = useLocation({ select: (location) => location.pathname });
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = text('frame.title', { page: text(pageName(path)) });
    if (!isFirst.current) main.current?.focus();
    isFirst.current = false;
  }, [path, main]);
}

function pageName(path: string): TextKey {
  if (path === '/account') return 'frame.ownAccount';
  const view = identityViews.find((one) => path === one.path || path.startsWith(`${one.path}/`));
  if (view !== undefined) return viewLabel(view);
  return pages.find((one) => one.path === path)?.label ?? 'notFound.title';
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
