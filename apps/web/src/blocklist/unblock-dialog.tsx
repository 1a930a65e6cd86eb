import type { ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/identity-text.ts';

/** Takes names off the blocklist, all or none. */
export default function UnblockDialog(props: {
  readonly names: readonly string[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const count = props.names.length;
  return (
    <ChangeDialog
      title={text('blocklist.remove.title', { count })}
      what={text('blocklist.remove.what')}
      named={props.names}
      verb={text('blocklist.remove.verb', { count })}
      change={(reason) => ask('iam.blockedAccounts.delete', { accountNames: [...props.names], ...reason })}
      done={text('blocklist.remove.done', { count })}
      onDone={props.onDone}
      onClose={props.onClose}
    />
  );
}
