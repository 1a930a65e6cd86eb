import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Action } from '../elements/action.tsx';
import { Moment } from '../elements/moment.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { text } from '../texts/identity-text.ts';
import { LastUse, TokenStatePill } from '../tokens/token-columns.tsx';
import { type AskedOfTokens, TokenDialogs } from '../tokens/token-dialogs.tsx';
import { limitWords } from '../tokens/token-limits.ts';
import { useTokens } from '../tokens/tokens-query.ts';

const own = {};

/** The API tokens of one's own account. */
export function OwnTokens(): ReactNode {
  const tokens = useTokens(own);
  const [asked, setAsked] = useState<AskedOfTokens>();
  const rows = tokens.data?.tokens ?? [];
  return (
    <section className="card account-wide" aria-labelledby="account-tokens">
      <header className="card-head">
        <h2 id="account-tokens">
          {text('identity.views.tokens')} <span className="count">{tokens.data?.tokens.length}</span>
        </h2>
        <span className="end">
          <Action icon={<IconPlus size={15} aria-hidden />} onClick={() => setAsked({ kind: 'create' })}>
            {text('tokens.create.title')}
          </Action>
        </span>
      </header>
      {tokens.error !== null && (
        <div className="panel-part">
          <RefusalNote
            error={tokens.error}
            what={text('tokens.unread')}
            onRetry={() => void tokens.refetch()}
          />
        </div>
      )}
      {tokens.data?.tokens.length === 0 && <p className="panel-part quiet">{text('tokens.words')}</p>}
      <ul className="own-list">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="own-list-main">
              <strong>{row.name}</strong> <TokenStatePill row={row} />
            </span>
            <span className="own-list-facts">
              {limitWords(row)} · {text('account.lastUse')} <LastUse row={row} /> · {text('account.ends')}{' '}
              <Moment ms={Date.parse(row.endsAt)} />
            </span>
            <Action kind="danger" onClick={() => setAsked({ kind: 'revoke', tokens: [row] })}>
              {text('tokens.revoke.one')}
              <span className="unseen"> {row.name}</span>
            </Action>
          </li>
        ))}
      </ul>
      <TokenDialogs asked={asked} owner={own} onAsk={setAsked} />
    </section>
  );
}
