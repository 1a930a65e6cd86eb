import { type ReactNode, useId } from 'react';
import { text } from '../texts/rights-text.ts';
import type { InitialPassword } from './setting-fields.ts';

const kinds = ['keep', 'set', 'remove'] as const;

/** What becomes of the password that accounts get which are made without one. It is never shown. */
export function InitialPasswordLine(props: {
  readonly hasOne: boolean;
  readonly value: InitialPassword;
  readonly isReadOnly: boolean;
  readonly onChange: (value: InitialPassword) => void;
}): ReactNode {
  const { hasOne, value, onChange } = props;
  const id = useId();
  const offered = kinds.filter((kind) => kind !== 'remove' || hasOne);
  const choose = (kind: (typeof kinds)[number]) =>
    onChange(kind === 'set' ? { kind, password: '' } : { kind });
  return (
    <fieldset className="setting" data-changed={value.kind !== 'keep' || undefined}>
      <legend>{text('settings.initial.label')}</legend>
      <div className="setting-choices">
        {offered.map((kind) => (
          <label key={kind} className="check-line">
            <input
              type="radio"
              name={id}
              checked={value.kind === kind}
              disabled={props.isReadOnly}
              onChange={() => choose(kind)}
            />
            {text(
              kind === 'keep'
                ? hasOne
                  ? 'settings.initial.keep'
                  : 'settings.initial.none'
                : `settings.initial.${kind}`,
            )}
          </label>
        ))}
      </div>
      {value.kind === 'set' && (
        <input
          type="password"
          className="plain-field"
          autoComplete="new-password"
          aria-label={text('settings.initial.password')}
          value={value.password}
          onChange={(event) => onChange({ kind: 'set', password: event.target.value })}
        />
      )}
      <p className="setting-help">{text('settings.initial.help')}</p>
    </fieldset>
  );
}
