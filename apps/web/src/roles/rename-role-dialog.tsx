import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/rights-text.ts';
import type { RoleRow } from './roles-query.ts';

/** Renames a role. */
export default function RenameRoleDialog(props: {
  readonly role: RoleRow;
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { identityServiceName, roleName } = props.role;
  const [name, setName] = useState(roleName);
  const [isTried, setTried] = useState(false);
  const fresh = name.trim();
  return (
    <ChangeDialog
      title={text('roles.rename.title', { role: roleName })}
      what={text('roles.rename.what')}
      verb={text('roles.rename.verb')}
      onTry={() => {
        setTried(true);
        return fresh !== '' && fresh !== roleName;
      }}
      change={(reason) =>
        ask('iam.role.rename', { identityServiceName, roleOldName: roleName, roleNewName: fresh, ...reason })
      }
      done={text('roles.rename.done', { role: fresh })}
      onDone={() => props.onDone(fresh)}
      onClose={props.onClose}
    >
      <TextInput
        label={text('roles.rename.name')}
        required
        maxLength={255}
        error={isTried && fresh === '' ? text('roles.new.nameMissing') : undefined}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ChangeDialog>
  );
}
