import type { ReactNode } from 'react';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/rights-text.ts';
import { ChangeLines } from './change-lines.tsx';
import { type SavingResult, saveRole } from './save-role.ts';
import type { SavingStep } from './saving-steps.ts';

/** Asks for the reason and saves a changed role. */
export default function SaveRoleDialog(props: {
  readonly identityServiceName: string;
  readonly roleName: string;
  readonly steps: readonly SavingStep[];
  readonly onDone: (result: SavingResult) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { identityServiceName, roleName, steps } = props;
  return (
    <ChangeDialog
      title={text('rehearsal.saveTitle', { role: roleName })}
      what={text('rehearsal.takesEffect')}
      verb={text('rehearsal.saveVerb')}
      change={(reason) => saveRole({ identityServiceName, roleName }, steps, reason)}
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <div className="named">
        <ChangeLines steps={steps} />
      </div>
    </ChangeDialog>
  );
}
