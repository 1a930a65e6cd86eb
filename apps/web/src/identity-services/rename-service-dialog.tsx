import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/rights-text.ts';
import type { ServiceRow } from './services-query.ts';

/** Renames an Identity Service. */
export default function RenameServiceDialog(props: {
  readonly service: ServiceRow;
  readonly onClose: () => void;
}): ReactNode {
  const before = props.service.identityServiceName;
  const [name, setName] = useState(before);
  const [isTried, setTried] = useState(false);
  const fresh = name.trim();
  return (
    <ChangeDialog
      title={text('services.rename.title', { service: before })}
      what={text('services.rename.what')}
      verb={text('services.rename.verb')}
      onTry={() => {
        setTried(true);
        return fresh !== '' && fresh !== before;
      }}
      change={(reason) =>
        ask('iam.identityservice.rename', {
          identityServiceOldName: before,
          identityServiceNewName: fresh,
          ...reason,
        })
      }
      done={text('services.rename.done', { service: fresh })}
      onClose={props.onClose}
    >
      <TextInput
        label={text('services.rename.name')}
        required
        maxLength={255}
        error={isTried && fresh === '' ? text('services.faults.missing') : undefined}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ChangeDialog>
  );
}
