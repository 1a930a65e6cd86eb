import { lazy, type ReactNode, Suspense } from 'react';
import { SecretOnce } from '../elements/secret-once.tsx';
import { text } from '../texts/identity-text.ts';
import type { TokenOwner, TokenRow } from './tokens-query.ts';

const CreateTokenDialog = lazy(() => import('./create-token-dialog.tsx'));
const RevokeTokensDialog = lazy(() => import('./revoke-tokens-dialog.tsx'));

/** What was asked for and waits in a dialog. */
export type AskedOfTokens =
  | { readonly kind: 'create' }
  | { readonly kind: 'made'; readonly name: string; readonly value: string }
  | { readonly kind: 'revoke'; readonly tokens: readonly TokenRow[] };

/** The dialogs of tokens; each is read when it is first needed. */
export function TokenDialogs(props: {
  readonly asked: AskedOfTokens | undefined;
  readonly owner: TokenOwner;
  readonly onAsk: (asked: AskedOfTokens | undefined) => void;
  readonly onRevoked?: () => void;
}): ReactNode {
  const { asked } = props;
  const onClose = () => props.onAsk(undefined);
  return (
    <Suspense fallback={null}>
      {asked?.kind === 'create' && (
        <CreateTokenDialog
          owner={props.owner}
          onDone={(made) => props.onAsk({ kind: 'made', ...made })}
          onClose={onClose}
        />
      )}
      {asked?.kind === 'made' && (
        <SecretOnce
          title={text('tokens.made.title', { name: asked.name })}
          what={text('tokens.made.what')}
          name={text('tokens.made.label')}
          secret={asked.value}
          onClose={onClose}
        >
          <p className="quiet">{text('tokens.made.use')}</p>
          <code className="code-block">X-Access-Token: …</code>
        </SecretOnce>
      )}
      {asked?.kind === 'revoke' && (
        <RevokeTokensDialog tokens={asked.tokens} onDone={() => props.onRevoked?.()} onClose={onClose} />
      )}
    </Suspense>
  );
}
