import { type ReactNode, useId, useState } from 'react';
import { text } from '../texts/identity-text.ts';
import { GroupHead } from './group-head.tsx';
import { groupsWith, type PermissionGroup } from './permission-groups.ts';
import './permissions.css';

/** Chooses some of the permissions that are offered, in the groups of the catalogue. */
export function PermissionPicker(props: {
  readonly label: string;
  readonly offered: readonly string[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}): ReactNode {
  const [words, setWords] = useState('');
  const fieldId = useId();
  const groups = groupsWith(words, ({ permission }) => props.offered.includes(permission));
  const put = (names: readonly string[], isOn: boolean) => {
    const next = new Set(props.chosen);
    for (const name of names) {
      if (isOn) next.add(name);
      else next.delete(name);
    }
    props.onChange(next);
  };
  return (
    <fieldset className="picker">
      <legend>
        {props.label}{' '}
        <span className="count">{text('permissions.chosen', { count: props.chosen.size })}</span>
      </legend>
      <label className="unseen" htmlFor={fieldId}>
        {text('permissions.find')}
      </label>
      <input
        id={fieldId}
        type="search"
        className="picker-field"
        placeholder={text('permissions.find')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard too */}
      <section className="picker-groups" tabIndex={0} aria-label={props.label}>
        {groups.map((group) => (
          <PickerGroup key={group.node} group={group} chosen={props.chosen} onPut={put} />
        ))}
        {groups.length === 0 && <p className="quiet">{text('permissions.noneHere')}</p>}
      </section>
    </fieldset>
  );
}

function PickerGroup(props: {
  readonly group: PermissionGroup;
  readonly chosen: ReadonlySet<string>;
  readonly onPut: (names: readonly string[], isOn: boolean) => void;
}): ReactNode {
  const names = props.group.leaves.map(({ permission }) => permission);
  const count = names.filter((name) => props.chosen.has(name)).length;
  return (
    <div className="picker-group">
      <label className="picker-line picker-head">
        <input
          ref={(box) => {
            if (box !== null) box.indeterminate = count > 0 && count < names.length;
          }}
          type="checkbox"
          checked={count === names.length}
          onChange={() => props.onPut(names, count < names.length)}
        />
        <GroupHead group={props.group} />
      </label>
      {props.group.leaves.map(({ permission, label }) => (
        <label key={permission} className="picker-line" title={permission}>
          <input
            type="checkbox"
            checked={props.chosen.has(permission)}
            onChange={(event) => props.onPut([permission], event.target.checked)}
          />
          {label}
        </label>
      ))}
    </div>
  );
}
