import type { ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/identity-text.ts';
import type { TokenRow } from './tokens-query.ts';

/** Says which tokens will be worthless, and revokes them: all or none. */
export default function RevokeTokensDialog(props: {
  readonly tokens: readonly TokenRow[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const count = props.tokens.length;
  return (
    <ChangeDialog
      title={text('tokens.revoke.title', { count })}
      what={text('tokens.revoke.what', { count })}
      named={props.tokens.map(({ name }) => name)}
      verb={text('tokens.revoke.verb', { count })}
      kind="danger"
      change={(reason) => ask('iam.tokens.revoke', { ids: props.tokens.map(({ id }) => id), ...reason })}
      done={text('tokens.revoke.done', { count })}
      onDone={props.onDone}
      onClose={props.onClose}
    />
  );
}
