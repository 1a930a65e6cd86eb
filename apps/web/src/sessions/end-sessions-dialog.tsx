import type { ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { say } from '../elements/announcer.tsx';
import { ChangeDialog, type GivenReason } from '../elements/change-dialog.tsx';
import { text } from '../texts/identity-text.ts';
import { type SessionRow, serviceName } from './sessions-query.ts';

/** Which sessions are to end: some of them, or all of one account, also those that nobody has looked at yet. */
export type SessionsToEnd =
  | { readonly kind: 'some'; readonly sessions: readonly SessionRow[] }
  | { readonly kind: 'account'; readonly session: SessionRow; readonly count: number };

/** Says which sessions will end, and ends them. */
export default function EndSessionsDialog(props: {
  readonly sessions: SessionsToEnd;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const asked = props.sessions;
  const isAll = asked.kind === 'account';
  const rows = isAll ? [asked.session] : asked.sessions;
  const count = isAll ? asked.count : rows.length;
  const name = rows[0]?.accountName ?? '';
  const change = (reason: GivenReason) =>
    ask(
      'iam.sessions.cancel',
      isAll
        ? { accountNames: [name], identityServiceName: serviceName(asked.session), ...reason }
        : { ids: rows.map(({ id }) => id), ...reason },
    );
  return (
    <ChangeDialog
      title={isAll ? text('sessions.end.titleAll', { name }) : text('sessions.end.title', { count })}
      what={text('sessions.end.what')}
      {...(isAll ? {} : { named: rows.map((row) => `${row.accountName} · ${row.address}`) })}
      verb={isAll ? text('sessions.end.verbAll') : text('sessions.end.verb', { count })}
      kind="danger"
      change={change}
      onDone={({ ended }) => {
        say(text('sessions.end.done', { count: ended }));
        props.onDone();
      }}
      onClose={props.onClose}
    >
      {rows.some((row) => row.isOwn) && <p>{text('sessions.end.own')}</p>}
    </ChangeDialog>
  );
}
