import type { ServiceRow, ServiceType } from './services-query.ts';

/** What is typed about an Identity Service. */
export interface ServiceInput {
  readonly name: string;
  readonly type: ServiceType['identityServiceType'];
  readonly enabled: boolean;
  readonly required: boolean;
  readonly secondFactor: boolean;
  /** The name of the service that gives the second factor; empty: one factor suffices. */
  readonly second: string;
}

/** What is wrong with it. */
export interface ServiceFaults {
  readonly name?: 'missing' | 'taken';
  readonly second?: 'own';
}

/** The fields of a service, or of a new one. */
export function inputOf(service: ServiceRow | undefined): ServiceInput {
  return {
    name: service?.identityServiceName ?? '',
    type: service?.identityServiceType ?? 'JOC',
    enabled: !(service?.disabled ?? false),
    required: service?.required ?? false,
    secondFactor: service?.secondFactor ?? false,
    second: service?.secondFactorIdentityServiceName ?? '',
  };
}

/** What is wrong with what was typed; names are unique without regard to case. */
export function serviceFaults(
  input: ServiceInput,
  services: readonly Pick<ServiceRow, 'identityServiceName'>[],
  own: string | undefined,
): ServiceFaults {
  const name = input.name.trim();
  const isTaken = services.some(
    ({ identityServiceName }) =>
      identityServiceName !== own && identityServiceName.toLowerCase() === name.toLowerCase(),
  );
  return {
    ...(name === '' ? { name: 'missing' } : isTaken ? { name: 'taken' } : {}),
    ...(input.second !== '' && input.second === own ? { second: 'own' } : {}),
  };
}

/** What is sent of a service. */
export interface ServiceRequest {
  readonly identityServiceName: string;
  readonly identityServiceType: ServiceInput['type'];
  readonly disabled: boolean;
  readonly required: boolean;
  readonly secondFactor: boolean;
  readonly serviceAuthenticationScheme: 'SINGLE-FACTOR' | 'TWO-FACTOR';
  readonly secondFactorIdentityServiceName?: string;
}

/** What is sent; what the type does not allow is not sent as wished. */
export function requestOf(input: ServiceInput, traits: ServiceType | undefined): ServiceRequest {
  const secondFactor = input.secondFactor && traits?.mayBeSecondFactor !== false;
  return {
    identityServiceName: input.name.trim(),
    identityServiceType: input.type,
    disabled: !input.enabled || traits?.hasAdapter === false,
    required: input.required && !secondFactor && traits?.mayBeRequired !== false,
    secondFactor,
    serviceAuthenticationScheme: input.second === '' || secondFactor ? 'SINGLE-FACTOR' : 'TWO-FACTOR',
    ...(input.second === '' || secondFactor ? {} : { secondFactorIdentityServiceName: input.second }),
  };
}
