import type { ReactNode } from 'react';
import { useControllers } from '../frame/controllers-query.ts';
import { permissionGroups } from '../permissions/permission-groups.ts';
import { permissionWords } from '../session/permission-words.ts';
import { text } from '../texts/identity-text.ts';
import { Field } from './field.tsx';
import { FilterText } from './filter-text.tsx';
import { placesOf } from './places-of.ts';

/** What the address holds of a question. */
export interface QuestionAddress {
  readonly permission: string | undefined;
  readonly controller: string | undefined;
  readonly folder: string | undefined;
}

/** Asks for the permission and, where it has them, for the Controller and the folder. */
export function QuestionFields(props: {
  readonly value: QuestionAddress;
  /** What an empty folder means. */
  readonly noFolder: string;
  readonly onChange: (change: Partial<QuestionAddress>) => void;
}): ReactNode {
  const { value } = props;
  const { hasController, hasFolder } = placesOf(value.permission);
  return (
    <>
      <label>
        {text('why.permission')}
        <select
          className="select"
          value={value.permission ?? ''}
          onChange={(event) => props.onChange({ permission: event.currentTarget.value || undefined })}
        >
          <option value="">{text('why.choosePermission')}</option>
          {permissionGroups.map((group) => (
            <optgroup key={group.node} label={permissionWords(group.node)}>
              {group.leaves.map(({ permission, label }) => (
                <option key={permission} value={permission}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      {hasController && <ControllerField {...props} />}
      {hasFolder && (
        <Field label={text('why.folder')}>
          <FilterText
            label={text('why.folder')}
            placeholder={props.noFolder}
            value={value.folder}
            onChange={(folder) => props.onChange({ folder })}
          />
        </Field>
      )}
    </>
  );
}

function ControllerField(props: {
  readonly value: QuestionAddress;
  readonly onChange: (change: Partial<QuestionAddress>) => void;
}): ReactNode {
  const ids = (useControllers().data ?? []).map(({ controllerId }) => controllerId);
  const { controller } = props.value;
  const known = controller === undefined || ids.includes(controller) ? ids : [controller, ...ids];
  return (
    <label>
      {text('why.controller')}
      <select
        className="select"
        value={controller ?? ''}
        onChange={(event) => props.onChange({ controller: event.currentTarget.value || undefined })}
      >
        <option value="">{text('why.chooseController')}</option>
        {known.map((id) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </select>
    </label>
  );
}
