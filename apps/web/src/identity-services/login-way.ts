import { type IdentityServiceType, traitsOf } from '@interlock/iam';

/** What of an Identity Service says how a login goes. */
export interface WayService {
  readonly identityServiceName: string;
  readonly identityServiceType: IdentityServiceType;
  readonly ordering: number;
  readonly disabled: boolean;
  readonly required: boolean;
  readonly secondFactor: boolean;
  readonly usable: boolean;
  readonly secondFactorIdentityServiceName?: string | undefined;
}

/** How a login with account and password goes (semantics §1.2–1.4), and what is chosen instead of it. */
export interface LoginWay {
  readonly kind: 'required' | 'inOrder' | 'nobody';
  /** The services that are asked, in their order. */
  readonly asked: readonly string[];
  /** Optional ones that are not asked, since one is required. */
  readonly silent: readonly string[];
  /** Those that a person chooses on the login page, which are then tried alone. */
  readonly chosen: readonly string[];
  /** Whether who chooses one of those passes by the required ones. */
  readonly passesBy: boolean;
}

/** Works out how a login goes. */
export function loginWay(services: readonly WayService[]): LoginWay {
  const running = services.filter(({ disabled, secondFactor }) => !disabled && !secondFactor);
  const naming = ({ identityServiceType }: WayService) => traitsOf(identityServiceType).naming;
  const inOrder = running
    .filter((service) => naming(service) === 'never')
    .toSorted((a, b) => a.ordering - b.ordering || (a.identityServiceName < b.identityServiceName ? -1 : 1));
  const required = inOrder.filter((service) => service.required);
  const isRequired = required.length > 0;
  const asked = isRequired ? required : inOrder;
  const chosen = running.filter(
    (service) => naming(service) === 'always' || (naming(service) === 'whileNoneRequired' && !isRequired),
  );
  return {
    kind: asked.length === 0 ? 'nobody' : isRequired ? 'required' : 'inOrder',
    asked: namesOf(asked),
    silent: isRequired ? namesOf(inOrder.filter((service) => !service.required)) : [],
    chosen: namesOf(chosen),
    passesBy: isRequired && chosen.length > 0,
  };
}

function namesOf(services: readonly WayService[]): readonly string[] {
  return services.map(({ identityServiceName }) => identityServiceName);
}
