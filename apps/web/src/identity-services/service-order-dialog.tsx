import type { ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/rights-text.ts';

/** Saves another order of the Identity Services. */
export default function ServiceOrderDialog(props: {
  readonly names: readonly string[];
  readonly onClose: () => void;
}): ReactNode {
  const { names } = props;
  return (
    <ChangeDialog
      title={text('services.reorder.title')}
      what={text('services.reorder.what')}
      verb={text('services.reorder.save')}
      change={(reason) =>
        ask('iam.identityservices.reorder', { identityServiceNames: [...names], ...reason })
      }
      done={text('services.reorder.done')}
      onClose={props.onClose}
    >
      <ol className="named">
        {names.map((name, index) => (
          <li key={name}>
            {index + 1}. <code>{name}</code>
          </li>
        ))}
      </ol>
    </ChangeDialog>
  );
}
