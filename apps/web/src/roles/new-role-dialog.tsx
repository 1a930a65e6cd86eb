import { NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { say } from '../elements/announcer.tsx';
import { ChangeDialog, type GivenReason } from '../elements/change-dialog.tsx';
import { text } from '../texts/rights-text.ts';
import { draftOf } from './role-draft.ts';
import { useRoles } from './roles-query.ts';
import { saveRole } from './save-role.ts';
import { savingSteps } from './saving-steps.ts';

/** Makes a role, which grants nothing yet or what another one grants. */
export default function NewRoleDialog(props: {
  readonly service: string;
  /** The role to begin with. */
  readonly from?: string;
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const roles = useRoles(props.service).data ?? [];
  const [name, setName] = useState('');
  const [from, setFrom] = useState(props.from ?? '');
  const [isTried, setTried] = useState(false);
  const fresh = name.trim();
  const isTaken = roles.some(({ roleName }) => roleName.toLowerCase() === fresh.toLowerCase());
  const fault =
    fresh === '' ? text('roles.new.nameMissing') : isTaken ? text('roles.new.nameTaken') : undefined;
  return (
    <ChangeDialog
      title={text('roles.new.title')}
      verb={text('roles.new.verb')}
      onTry={() => {
        setTried(true);
        return fault === undefined;
      }}
      change={(reason) => makeRole(props.service, fresh, from, reason)}
      onDone={(isWhole) => {
        say(isWhole ? text('roles.new.done', { role: fresh }) : text('roles.new.partly', { role: from }));
        props.onDone(fresh);
      }}
      onClose={props.onClose}
    >
      <TextInput
        label={text('roles.new.name')}
        required
        maxLength={255}
        error={isTried ? fault : undefined}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={text('roles.new.from')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        data={[
          { value: '', label: text('roles.new.fromNothing') },
          ...roles.map(({ roleName }) => ({
            value: roleName,
            label: text('roles.new.fromRole', { role: roleName }),
          })),
        ]}
      />
    </ChangeDialog>
  );
}

/** Whether the role was made with all that the other grants. */
async function makeRole(
  identityServiceName: string,
  roleName: string,
  from: string,
  reason: GivenReason,
): Promise<boolean> {
  const model = from === '' ? undefined : await ask('iam.role', { identityServiceName, roleName: from });
  await ask('iam.role.store', { identityServiceName, roleName, ...reason });
  if (model === undefined) return true;
  const steps = savingSteps({ permissions: [], folders: [] }, draftOf(model));
  // The empty role stands already: what is refused now leaves it with less, never with more.
  const result = await saveRole({ identityServiceName, roleName }, steps, reason).catch((error: unknown) => ({
    error,
  }));
  return result.error === undefined;
}
