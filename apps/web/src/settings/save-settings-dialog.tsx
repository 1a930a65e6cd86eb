import type { ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/rights-text.ts';
import { type InitialPassword, itemOf, type SettingField, type SettingValues } from './setting-fields.ts';
import { valueWords } from './setting-words.ts';
import { generalSelector } from './settings-query.ts';

/** Says what changes, asks for the reason, and saves the general settings. */
export default function SaveSettingsDialog(props: {
  readonly stored: Readonly<Record<string, unknown>>;
  readonly inForce: SettingValues;
  readonly values: SettingValues;
  readonly initial: InitialPassword;
  /** The fields that change. */
  readonly fields: readonly SettingField[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { inForce, values, initial } = props;
  return (
    <ChangeDialog
      title={text('settings.saveTitle')}
      what={text('settings.takesEffect')}
      verb={text('settings.saveVerb')}
      change={(reason) =>
        ask('configuration.save', {
          ...generalSelector,
          configurationItem: itemOf(props.stored, values, initial),
          ...reason,
        })
      }
      done={text('settings.saved')}
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <ul className="named">
        {props.fields.map((field) => (
          <li key={field.id}>
            {text(`settings.fields.${field.id}.label`)}:{' '}
            {text('rehearsal.changed', {
              before: valueWords(field, inForce[field.id]),
              after: valueWords(field, values[field.id]),
            })}
          </li>
        ))}
        {initial.kind !== 'keep' && <li>{text(`settings.initial.line.${initial.kind}`)}</li>}
      </ul>
    </ChangeDialog>
  );
}
