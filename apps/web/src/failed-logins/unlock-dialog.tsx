import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/identity-text.ts';
import '../permissions/permissions.css';

/** Lets names try again that were locked after too many failed logins. */
export default function UnlockDialog(props: {
  readonly names: readonly string[];
  readonly onClose: () => void;
}): ReactNode {
  // What was decided on must not change while the person reads it.
  const [names] = useState(props.names);
  const [chosen, setChosen] = useState<readonly string[]>(names.length === 1 ? names : []);
  const [isTried, setTried] = useState(false);
  const put = (name: string, isOn: boolean) =>
    setChosen(isOn ? [...chosen, name] : chosen.filter((one) => one !== name));
  return (
    <ChangeDialog
      title={text('logins.locked.lift')}
      what={text('logins.locked.liftWords')}
      verb={text('logins.locked.verb', { count: chosen.length })}
      onTry={() => {
        setTried(true);
        return chosen.length > 0;
      }}
      change={(reason) => ask('iam.accounts.unthrottle', { accountNames: [...chosen], ...reason })}
      done={text('logins.locked.done', { count: chosen.length })}
      onClose={props.onClose}
    >
      <fieldset className="picker">
        <legend>{text('logins.locked.names')}</legend>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard too */}
        <section className="picker-groups" tabIndex={0} aria-label={text('logins.locked.names')}>
          {names.map((name) => (
            <label key={name} className="picker-line picker-head">
              <input
                type="checkbox"
                checked={chosen.includes(name)}
                onChange={(event) => put(name, event.target.checked)}
              />
              {name}
            </label>
          ))}
        </section>
      </fieldset>
      {isTried && chosen.length === 0 && <p role="alert">{text('logins.locked.noneChosen')}</p>}
    </ChangeDialog>
  );
}
