import type { ReactNode } from 'react';
import { text } from '../texts/identity-text.ts';
import '../permissions/permissions.css';

/** Chooses roles; one that the account has and that does not exist any more can be taken off. */
export function RoleChecks(props: {
  readonly known: readonly string[] | undefined;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}): ReactNode {
  const { known = [], chosen } = props;
  const gone = props.known === undefined ? [] : chosen.filter((name) => !known.includes(name));
  const put = (name: string, isOn: boolean) =>
    props.onChange(isOn ? [...chosen, name] : chosen.filter((one) => one !== name));
  return (
    <fieldset className="picker">
      <legend>
        {text('accounts.columns.roles')}{' '}
        <span className="count">{text('permissions.chosen', { count: chosen.length })}</span>
      </legend>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard too */}
      <section className="picker-groups role-checks" tabIndex={0} aria-label={text('accounts.columns.roles')}>
        {props.known === undefined && <span className="skeleton" />}
        {[...known, ...gone].map((name) => (
          <label key={name} className="picker-line picker-head">
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={(event) => put(name, event.target.checked)}
            />
            {name}
            {gone.includes(name) && <span className="faint">{text('accounts.roleGone')}</span>}
          </label>
        ))}
      </section>
    </fieldset>
  );
}
