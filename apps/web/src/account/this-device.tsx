import { IconDeviceDesktopOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { Action } from '../elements/action.tsx';
import { say } from '../elements/announcer.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { text } from '../texts/identity-text.ts';

/** What this browser keeps after a logout, and the way to have it forgotten. */
export function ThisDevice(): ReactNode {
  const forget = useMutation({
    mutationFn: () => ask('iam.device.forget', {}),
    onSuccess: () => say(text('account.device.done')),
  });
  return (
    <section className="card" aria-labelledby="account-device">
      <header className="card-head">
        <h2 id="account-device">{text('account.device.title')}</h2>
      </header>
      <div className="panel-part account-password">
        <p className="quiet">{text('account.device.words')}</p>
        {forget.error !== null && <RefusalNote error={forget.error} what={text('account.device.failed')} />}
        <p>
          <Action
            icon={<IconDeviceDesktopOff size={15} aria-hidden />}
            isBusy={forget.isPending}
            onClick={() => forget.mutate()}
          >
            {text('account.device.forget')}
          </Action>
        </p>
      </div>
    </section>
  );
}
