import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useDeferredValue, useEffect, useId, useState } from 'react';
import { ask } from '../api/ask.ts';
import { useLack } from '../session/me.tsx';
import '../list/filter-bar.css';

const offered = 12;

/** Asks for an account by name, and offers the names that hold what is typed. Empty: none. */
export function AccountField(props: {
  readonly label: string;
  readonly placeholder?: string;
  readonly identityServiceName: string | undefined;
  readonly value: string | undefined;
  readonly onChange: (accountName: string | undefined) => void;
}): ReactNode {
  const [typed, setTyped] = useState(props.value ?? '');
  const listId = useId();
  const names = useNames(props.identityServiceName, useDeferredValue(typed.trim()));
  useEffect(() => setTyped(props.value ?? ''), [props.value]);
  const commit = (name: string) => {
    if (name.trim() !== (props.value ?? '')) props.onChange(name.trim() || undefined);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit(typed);
  };
  return (
    <>
      <input
        type="search"
        className="select account-field"
        list={listId}
        aria-label={props.label}
        placeholder={props.placeholder ?? props.label}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          // A name that was picked from the list is meant as it stands; so is an emptied field.
          if (event.target.value === '' || names.includes(event.target.value)) commit(event.target.value);
        }}
        onKeyDown={onKey}
        onBlur={() => commit(typed)}
      />
      <datalist id={listId}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

function useNames(identityServiceName: string | undefined, search: string): readonly string[] {
  const lack = useLack('sos:products:joc:administration:accounts:view');
  const found = useQuery({
    queryKey: ['iam', 'account-names', identityServiceName, search],
    enabled: lack === undefined && identityServiceName !== undefined && search !== '',
    queryFn: async ({ signal }) =>
      (
        await ask(
          'iam.accounts',
          { identityServiceName: identityServiceName ?? '', search, limit: offered },
          { signal },
        )
      ).accountItems.map(({ accountName }) => accountName),
  });
  return found.data ?? [];
}
