import type { ReactNode } from 'react';
import { text } from '../texts/identity-text.ts';
import type { ServiceItem } from './services-query.ts';
import '../list/filter-bar.css';

/** Chooses an Identity Service; where `all` is given, also none. */
export function ServiceSelect(props: {
  readonly services: readonly ServiceItem[];
  readonly value: string | undefined;
  readonly all?: string;
  readonly onChange: (name: string | undefined) => void;
}): ReactNode {
  return (
    <select
      className="select"
      aria-label={text('service.label')}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
    >
      {props.all !== undefined && <option value="">{props.all}</option>}
      {props.services.map(({ identityServiceName }) => (
        <option key={identityServiceName} value={identityServiceName}>
          {identityServiceName}
        </option>
      ))}
    </select>
  );
}
