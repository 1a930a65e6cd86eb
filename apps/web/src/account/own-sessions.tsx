import { IconLogout } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { Action } from '../elements/action.tsx';
import { say } from '../elements/announcer.tsx';
import { Dialog } from '../elements/dialog.tsx';
import { Moment } from '../elements/moment.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { browserWords } from '../sessions/browser-words.ts';
import { SessionPlace } from '../sessions/session-columns.tsx';
import { type SessionRow, useOwnSessions } from '../sessions/sessions-query.ts';
import { text } from '../texts/identity-text.ts';
import '../sessions/sessions.css';

/** Which sessions are asked to end: one, or all but this one. */
type Asked = { readonly kind: 'one'; readonly row: SessionRow } | { readonly kind: 'others' };

/** Where one is logged in, this session marked; each of the others can be ended, or all at once. */
export function OwnSessions(): ReactNode {
  const sessions = useOwnSessions();
  const [asked, setAsked] = useState<Asked>();
  const rows = sessions.data ?? [];
  const others = rows.filter((row) => !row.isOwn).length;
  return (
    <section className="card account-wide" aria-labelledby="account-sessions">
      <header className="card-head">
        <h2 id="account-sessions">
          {text('account.sessions')} <span className="count">{sessions.data?.length}</span>
        </h2>
        <span className="end">
          <Action
            notNow={others === 0 ? text('account.noOthers') : undefined}
            onClick={() => setAsked({ kind: 'others' })}
          >
            {text('account.endOthers')}
          </Action>
        </span>
      </header>
      {sessions.error !== null && (
        <div className="panel-part">
          <RefusalNote
            error={sessions.error}
            what={text('sessions.unread')}
            onRetry={() => void sessions.refetch()}
          />
        </div>
      )}
      <ul className="own-list">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="own-list-main">
              <SessionPlace row={row} />
              {row.isOwn && <span className="own-mark">{text('sessions.thisOne')}</span>}
            </span>
            <span className="own-list-facts">
              <span className="mono">{row.address}</span> · {text('account.lastUse')}{' '}
              <Moment ms={Date.parse(row.lastUsedAt)} /> · {text('account.ends')}{' '}
              <Moment ms={Date.parse(row.endsAt)} />
            </span>
            {!row.isOwn && (
              <Action
                icon={<IconLogout size={14} aria-hidden />}
                onClick={() => setAsked({ kind: 'one', row })}
              >
                {text('sessions.end.one')}
                <span className="unseen"> {browserWords(row.userAgent)}</span>
              </Action>
            )}
          </li>
        ))}
      </ul>
      {asked !== undefined && <EndOwn asked={asked} count={others} onClose={() => setAsked(undefined)} />}
    </section>
  );
}

function EndOwn(props: {
  readonly asked: Asked;
  readonly count: number;
  readonly onClose: () => void;
}): ReactNode {
  const { asked } = props;
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () =>
      ask('iam.sessions.own.cancel', asked.kind === 'one' ? { ids: [asked.row.id] } : { allOthers: true }),
    onSuccess: ({ ended }) => {
      void client.invalidateQueries({ queryKey: ['iam'] });
      say(text('sessions.end.done', { count: ended }));
      props.onClose();
    },
  });
  const count = asked.kind === 'one' ? 1 : props.count;
  return (
    <Dialog title={text('sessions.end.title', { count })} onClose={props.onClose}>
      <p className="quiet">{text('sessions.end.what')}</p>
      {asked.kind === 'one' && (
        <ul className="named">
          <li>
            {browserWords(asked.row.userAgent)} · <span className="mono">{asked.row.address}</span>
          </li>
        </ul>
      )}
      {end.error !== null && <RefusalNote error={end.error} what={text('sessions.end.failed')} />}
      <footer className="dialog-foot">
        <Action size="sm" onClick={props.onClose}>
          {text('common.back')}
        </Action>
        <Action size="sm" kind="danger" isBusy={end.isPending} onClick={() => end.mutate()}>
          {text('sessions.end.verb', { count })}
        </Action>
      </footer>
    </Dialog>
  );
}
