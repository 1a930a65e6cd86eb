import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { text } from '../texts/text.ts';
import type { Parameter, ValueFault } from './parameters.ts';

/** The field of a declared parameter, by its type. */
export function ParameterField(props: {
  readonly parameter: Parameter;
  readonly value: string;
  readonly fault: ValueFault | undefined;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { parameter, value, onChange } = props;
  const error =
    props.fault === 'noFit'
      ? (parameter.facetMessage ?? text('parameter.noFit', { facet: parameter.facet ?? '' }))
      : props.fault && text(`parameter.${props.fault}`);
  if (parameter.type === 'Boolean')
    return (
      <Checkbox
        label={parameter.name}
        description={parameter.title}
        checked={value === 'true'}
        onChange={(event) => onChange(String(event.currentTarget.checked))}
      />
    );
  const shared = {
    label: parameter.name,
    description: parameter.title ?? text(`parameter.type.${parameter.type}`),
    required: parameter.isRequired,
    error,
    value,
  };
  if (parameter.choices !== undefined)
    return (
      <NativeSelect
        {...shared}
        onChange={(event) => onChange(event.currentTarget.value)}
        data={[
          ...(parameter.choices.includes(value) ? [] : [{ value, label: value || '–' }]),
          ...parameter.choices,
        ]}
      />
    );
  if (parameter.type === 'List' || parameter.type === 'Map')
    return (
      <Textarea
        {...shared}
        rows={2}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...shared}
      inputMode={parameter.type === 'Number' ? 'decimal' : undefined}
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
