import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { say } from '../elements/announcer.tsx';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/rights-text.ts';
import { inputOf, requestOf, type ServiceInput, serviceFaults } from './service-input.ts';
import { ServiceNotes } from './service-notes.tsx';
import type { ServiceRow, ServiceType } from './services-query.ts';

/** Makes an Identity Service, or changes one. */
export default function ServiceDialog(props: {
  readonly types: readonly ServiceType[];
  readonly services: readonly ServiceRow[];
  /** Absent: a new one. */
  readonly service?: ServiceRow;
  readonly onClose: () => void;
}): ReactNode {
  const { service, services, types } = props;
  const [input, setInput] = useState<ServiceInput>(() => inputOf(service));
  const [isTried, setTried] = useState(false);
  const put = (change: Partial<ServiceInput>) => setInput((before) => ({ ...before, ...change }));
  const traits = types.find(({ identityServiceType }) => identityServiceType === input.type);
  const faults = serviceFaults(input, services, service?.identityServiceName);
  const seconds = services.filter(
    ({ secondFactor, identityServiceName }) =>
      secondFactor && identityServiceName !== service?.identityServiceName,
  );
  const name = input.name.trim();
  return (
    <ChangeDialog
      title={
        service === undefined ? text('services.new.title') : text('services.edit.title', { service: name })
      }
      verb={text(service === undefined ? 'services.new.verb' : 'services.edit.save')}
      onTry={() => {
        setTried(true);
        return faults.name === undefined && faults.second === undefined;
      }}
      change={(reason) => ask('iam.identityservice.store', { ...requestOf(input, traits), ...reason })}
      onDone={({ warnings = [] }) => {
        say(text('services.stored', { service: name }));
        for (const { message } of warnings) say(message);
      }}
      onClose={props.onClose}
    >
      {service === undefined && (
        <div className="form-grid">
          <TextInput
            label={text('services.fields.name')}
            required
            maxLength={255}
            error={isTried && faults.name !== undefined ? text(`services.faults.${faults.name}`) : undefined}
            value={input.name}
            onChange={(event) => put({ name: event.currentTarget.value })}
          />
          <NativeSelect
            label={text('services.fields.type')}
            value={input.type}
            onChange={(event) => put({ type: event.currentTarget.value as ServiceInput['type'] })}
            data={types.map((one) => ({
              value: one.identityServiceType,
              label: one.hasAdapter
                ? one.identityServiceType
                : text('services.fields.notBuiltIn', { type: one.identityServiceType }),
            }))}
          />
        </div>
      )}
      <Checkbox
        label={text('services.fields.enabled')}
        description={text(
          traits?.hasAdapter === false ? 'services.fields.storedDisabled' : 'services.fields.enabledHelp',
        )}
        checked={input.enabled && traits?.hasAdapter !== false}
        disabled={traits?.hasAdapter === false}
        onChange={(event) => put({ enabled: event.currentTarget.checked })}
      />
      <Checkbox
        label={text('services.fields.required')}
        description={text(
          traits?.mayBeRequired === false ? 'services.fields.neverRequired' : 'services.fields.requiredHelp',
        )}
        checked={input.required && traits?.mayBeRequired !== false}
        disabled={traits?.mayBeRequired === false || input.secondFactor}
        onChange={(event) => put({ required: event.currentTarget.checked })}
      />
      {traits?.mayBeSecondFactor && (
        <Checkbox
          label={text('services.fields.secondFactor')}
          description={text('services.fields.secondFactorHelp')}
          checked={input.secondFactor}
          onChange={(event) =>
            put({ secondFactor: event.currentTarget.checked, required: false, second: '' })
          }
        />
      )}
      {!input.secondFactor && (
        <NativeSelect
          label={text('services.fields.second')}
          description={text('services.fields.secondHelp')}
          value={input.second}
          onChange={(event) => put({ second: event.currentTarget.value })}
          data={[
            { value: '', label: text('services.fields.noSecond') },
            ...seconds.map(({ identityServiceName }) => identityServiceName),
          ]}
        />
      )}
      <ServiceNotes input={input} services={services} types={types} own={service?.identityServiceName} />
    </ChangeDialog>
  );
}
