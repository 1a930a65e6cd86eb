import { type ReactNode, useId, useState } from 'react';
import { text } from '../texts/rights-text.ts';
import type { SettingField } from './setting-fields.ts';
import { type SpanUnit, secondsOf, spanUnits, unitOf, valueWords } from './setting-words.ts';

/** One general setting: what it is, its value, and what a new installation has. */
export function SettingLine(props: {
  readonly field: SettingField;
  readonly value: number;
  readonly isChanged: boolean;
  readonly isReadOnly: boolean;
  readonly onChange: (value: number) => void;
}): ReactNode {
  const { field, value } = props;
  const id = useId();
  const isWrong = !isInBounds(field, value);
  return (
    <div className="setting" data-changed={props.isChanged || undefined}>
      <label htmlFor={id}>{text(`settings.fields.${field.id}.label`)}</label>
      <div className="setting-value">
        {field.kind === 'seconds' ? (
          <SpanField {...props} id={id} isWrong={isWrong} />
        ) : (
          <>
            <input
              id={id}
              type="number"
              className="plain-field"
              min={field.min}
              max={field.max}
              value={Number.isNaN(value) ? '' : value}
              readOnly={props.isReadOnly}
              aria-invalid={isWrong}
              aria-describedby={`${id}-help`}
              onChange={(event) => props.onChange(event.target.valueAsNumber)}
            />
            {field.kind === 'days' && <span>{text('settings.units.day')}</span>}
          </>
        )}
        {value !== field.standard && !props.isReadOnly && (
          <button type="button" className="as-link" onClick={() => props.onChange(field.standard)}>
            {text('settings.toStandard', { value: valueWords(field, field.standard) })}
            <span className="unseen"> {text(`settings.fields.${field.id}.label`)}</span>
          </button>
        )}
      </div>
      <p id={`${id}-help`} className="setting-help">
        {text(`settings.fields.${field.id}.help`)}
      </p>
      {isWrong && (
        <p className="field-fault" role="alert">
          {text('settings.outOfBounds', {
            min: valueWords(field, field.min),
            max: valueWords(field, field.max),
          })}
        </p>
      )}
    </div>
  );
}

/** Whether a value can be stored. */
export function isInBounds({ min, max }: SettingField, value: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

function SpanField(props: {
  readonly id: string;
  readonly field: SettingField;
  readonly value: number;
  readonly isWrong: boolean;
  readonly isReadOnly: boolean;
  readonly onChange: (value: number) => void;
}): ReactNode {
  const { field, value, onChange } = props;
  const [chosen, setChosen] = useState<SpanUnit>();
  // What was set back or read anew may not be a whole number of the unit that was chosen.
  const fits = chosen !== undefined && (value % secondsOf(chosen) === 0 || Number.isNaN(value));
  const unit = fits ? chosen : unitOf(value);
  const amount = value / secondsOf(unit);
  return (
    <>
      <input
        id={props.id}
        type="number"
        className="plain-field"
        min={0}
        value={Number.isNaN(amount) ? '' : amount}
        readOnly={props.isReadOnly}
        aria-invalid={props.isWrong}
        aria-describedby={`${props.id}-help`}
        onChange={(event) => {
          setChosen(unit);
          onChange(event.target.valueAsNumber * secondsOf(unit));
        }}
      />
      <select
        className="select"
        aria-label={text('settings.unitOf', { setting: text(`settings.fields.${field.id}.label`) })}
        disabled={props.isReadOnly}
        value={unit}
        onChange={(event) => {
          const next = event.target.value as SpanUnit;
          setChosen(next);
          onChange(amount * secondsOf(next));
        }}
      >
        {spanUnits.map(([name]) => (
          <option key={name} value={name}>
            {text(`settings.units.${name}`)}
          </option>
        ))}
      </select>
    </>
  );
}
