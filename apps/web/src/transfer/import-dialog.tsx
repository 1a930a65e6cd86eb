import type { ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/rights-text.ts';
import type { ImportedItem } from './import-items.tsx';
import type { IdentityContent } from './transfer-file.ts';

/** Asks for the reason and imports a file: whole or not at all. */
export default function ImportDialog(props: {
  readonly service: string;
  readonly content: IdentityContent;
  /** What the try said of its items. */
  readonly items: readonly ImportedItem[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { service, content } = props;
  return (
    <ChangeDialog
      title={text('transfer.import.confirmTitle', { service })}
      what={text('transfer.import.words')}
      named={props.items
        .filter(({ action }) => action === 'create' || action === 'change')
        .map(
          ({ kind, name, action }) =>
            `${text(`transfer.kind.${kind}`)} ${name}: ${text(`transfer.action.${action}`)}`,
        )}
      verb={text('transfer.import.confirmVerb')}
      change={(reason) =>
        ask('iam.import', { identityServiceName: service, content, dryRun: false, ...reason })
      }
      done={text('transfer.import.done', { service })}
      onDone={props.onDone}
      onClose={props.onClose}
    />
  );
}
