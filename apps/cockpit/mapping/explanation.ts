import type { ResponseOf } from '@interlock/cockpit-api';
import {
  changeInWords,
  type Decision,
  type Explanation,
  type FolderEntry,
  type IdentityServiceSettings,
  type PermissionEntry,
  type RightsChange,
  type RoleRef,
} from '@interlock/iam';

type ExplainAnswer = ResponseOf<'iam.explain'>;
type ChangeAnswer = ExplainAnswer['needs'][number];

/** Turns the id of an Identity Service into its name. */
export type ServiceNames = (serviceId: string) => string;

/** The names of services; of one that is gone the id stands. */
export function serviceNames(services: readonly IdentityServiceSettings[]): ServiceNames {
  const names = new Map<string, string>(services.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

/** An explanation as the API tells it. */
export function explanationAnswer(
  { allowed, reason, steps, needs }: Explanation,
  nameOf: ServiceNames,
): Pick<ExplainAnswer, 'allowed' | 'reason' | 'steps' | 'needs'> {
  return {
    allowed,
    reason,
    steps: steps.map(({ kind, text, ...parts }) => ({ kind, text, ...partsAnswer(parts, nameOf) })),
    needs: needs.map(({ change }) => changeAnswer(change, nameOf)),
  };
}

/** The smallest change that would turn a refusal; none where it is allowed. */
export function needsAnswer(decision: Decision, nameOf: ServiceNames): ChangeAnswer[] {
  return decision.allowed ? [] : decision.needs.map((change) => changeAnswer(change, nameOf));
}

function changeAnswer(change: RightsChange, nameOf: ServiceNames): ChangeAnswer {
  const { kind, ...parts } = change;
  return { kind, text: changeInWords(change), ...partsAnswer(parts, nameOf) };
}

function partsAnswer(
  parts: { readonly role?: RoleRef; readonly entry?: PermissionEntry; readonly folder?: FolderEntry },
  nameOf: ServiceNames,
) {
  const { role, entry, folder } = parts;
  return {
    ...(role === undefined ? {} : { role: roleAnswer(role, nameOf) }),
    ...(entry === undefined ? {} : { entry: { ...entry } }),
    ...(folder === undefined ? {} : { folder: { ...folder } }),
  };
}

/** A role by the name of its service and its own. */
export function roleAnswer({ serviceId, name }: RoleRef, nameOf: ServiceNames) {
  return { identityServiceName: nameOf(serviceId), name };
}
