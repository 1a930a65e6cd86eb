import type { ReactNode } from 'react';
import { text } from '../texts/rights-text.ts';
import { LoginWayNote } from './login-way-note.tsx';
import type { ServiceInput } from './service-input.ts';
import { requestOf } from './service-input.ts';
import type { ServiceRow, ServiceType } from './services-query.ts';

/** How logins would go with the service as it is typed. */
export function ServiceNotes(props: {
  readonly input: ServiceInput;
  readonly services: readonly ServiceRow[];
  readonly types: readonly ServiceType[];
  readonly own: string | undefined;
}): ReactNode {
  const { input, services, types, own } = props;
  const traits = types.find(({ identityServiceType }) => identityServiceType === input.type);
  const { disabled, required, secondFactor } = requestOf(input, traits);
  const before = services.find(({ identityServiceName }) => identityServiceName === own);
  const others = services.filter((service) => service !== before);
  const behind = Math.max(0, ...services.map(({ ordering }) => ordering)) + 1;
  const wanted: ServiceRow = {
    serviceAuthenticationScheme: 'SINGLE-FACTOR',
    roleCount: 0,
    usable: true,
    ordering: behind,
    ...before,
    identityServiceName: input.name.trim() || text('services.new.unnamed'),
    identityServiceType: input.type,
    disabled,
    required,
    secondFactor,
  };
  return <LoginWayNote services={[...others, wanted]} isChanged />;
}
