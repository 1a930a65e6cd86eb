import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/rights-text.ts';
import type { ServiceRow } from './services-query.ts';

/** Deletes an Identity Service with all that belongs to it; its name is asked for, since nothing brings it back. */
export default function DeleteServiceDialog(props: {
  readonly service: ServiceRow;
  readonly onClose: () => void;
}): ReactNode {
  const { identityServiceName: name, accountCount = 0, roleCount } = props.service;
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  return (
    <ChangeDialog
      title={text('services.delete.title', { service: name })}
      what={text('services.delete.what')}
      named={[
        text('services.accounts', { count: accountCount }),
        text('services.roles', { count: roleCount }),
      ]}
      verb={text('services.delete.verb')}
      kind="danger"
      onTry={() => {
        setTried(true);
        return typed === name;
      }}
      change={(reason) => ask('iam.identityservice.delete', { identityServiceName: name, ...reason })}
      done={text('services.delete.done', { service: name })}
      onClose={props.onClose}
    >
      <TextInput
        label={text('services.delete.type', { service: name })}
        required
        autoComplete="off"
        error={isTried && typed !== name ? text('services.delete.differs') : undefined}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </ChangeDialog>
  );
}
