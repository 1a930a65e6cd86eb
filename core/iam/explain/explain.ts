import type { AccessRights } from '../permissions/access-rights.ts';
import { authorize } from '../permissions/authorize.ts';
import type { AuthorizationRequest, Decision, RightsChange, RoleRef } from '../permissions/decision.ts';
import { permissionCatalog } from '../permissions/permission-catalog.ts';
import type { FolderEntry, PermissionEntry } from '../permissions/role.ts';
import type { AccountState } from './subject.ts';
import { changeInWords, entryInWords, folderInWords, reasonInWords } from './words.ts';

/** Who is asked about. */
export interface ExplainedAccount {
  readonly name: string;
  readonly serviceName: string;
  readonly state: AccountState;
}

/** One step of the way from the account to the answer. */
export interface ExplanationStep {
  readonly kind: 'account' | 'roles' | 'grant' | 'denial' | 'folder' | 'result';
  readonly text: string;
  readonly role?: RoleRef;
  readonly entry?: PermissionEntry;
  readonly folder?: FolderEntry;
}

/** Why something is allowed or refused: the answer of `authorize`, with the way to it. */
export interface Explanation {
  readonly allowed: boolean;
  readonly reason: string;
  /** Account, roles, the deciding entries, the folder, the result: in this order, without what does not apply. */
  readonly steps: readonly ExplanationStep[];
  /** All together turn a refusal; none of them is superfluous. */
  readonly needs: readonly { readonly change: RightsChange; readonly text: string }[];
}

/** Explains what `authorize` answers. */
export function explain(
  account: ExplainedAccount,
  rights: AccessRights,
  request: AuthorizationRequest,
): Explanation {
  return explainDecision(account, rights, authorize(rights, request));
}

/** Explains a decision that was made from these rights. */
export function explainDecision(
  account: ExplainedAccount,
  rights: AccessRights,
  decision: Decision,
): Explanation {
  return {
    allowed: decision.allowed,
    reason: reasonInWords(decision),
    steps: [
      accountStep(account),
      rolesStep(rights),
      ...entrySteps(decision),
      ...folderSteps(decision),
      resultStep(account, decision),
    ],
    needs: decision.allowed ? [] : decision.needs.map((change) => ({ change, text: changeInWords(change) })),
  };
}

/** What a permission is for, as a person reads it; undefined where the catalogue has no such leaf. */
export function labelOf(permission: string): string | undefined {
  return Object.hasOwn(permissionCatalog, permission)
    ? permissionCatalog[permission as keyof typeof permissionCatalog].label
    : undefined;
}

const states = {
  active: '',
  disabled: ' It is disabled and can not log in.',
  blocked: ' Its name is blocked: it can not log in.',
  serviceDisabled: ' The service is disabled: the account can not log in.',
} as const satisfies Record<AccountState, string>;

function accountStep({ name, serviceName, state }: ExplainedAccount): ExplanationStep {
  return {
    kind: 'account',
    text: `The account ${name} of the Identity Service ${serviceName}.${states[state]}`,
  };
}

function rolesStep({ roles }: AccessRights): ExplanationStep {
  const names = roles.map(({ name }) => name).join(', ');
  return {
    kind: 'roles',
    text: roles.length === 0 ? 'It has no role.' : `It has the role${roles.length > 1 ? 's' : ''} ${names}.`,
  };
}

function entrySteps({ because }: Decision): readonly ExplanationStep[] {
  const grant = ({ role, entry }: { readonly role: RoleRef; readonly entry: PermissionEntry }) =>
    ({ kind: 'grant', text: `The role ${role.name} grants ${entryInWords(entry)}.`, role, entry }) as const;
  if (because.kind === 'granted') return [grant(because)];
  if (because.kind === 'tokenLimited') return [grant(because.account)];
  if (because.kind === 'folderNotCovered') return because.grants.map(grant);
  if (because.kind !== 'denied') return [];
  return because.entries.map(({ role, entry }) => ({
    kind: 'denial',
    text: `The role ${role.name} denies ${entryInWords(entry)}, and a denial beats any grant.`,
    role,
    entry,
  }));
}

function folderSteps({ because }: Decision): readonly ExplanationStep[] {
  if (because.kind === 'granted' && because.folder !== undefined)
    return [folderStep(because.role, because.folder, 'which covers it')];
  if (because.kind !== 'folderNotCovered') return [];
  return because.grants.flatMap(({ role, folders }) =>
    folders.map((folder) => folderStep(role, folder, 'which does not cover it')),
  );
}

function folderStep(role: RoleRef, folder: FolderEntry, how: string): ExplanationStep {
  return {
    kind: 'folder',
    text: `The role ${role.name} is limited to ${folderInWords(folder)}, ${how}.`,
    role,
    folder,
  };
}

function resultStep({ state }: ExplainedAccount, decision: Decision): ExplanationStep {
  if (!decision.allowed) return { kind: 'result', text: `Refused. ${reasonInWords(decision)}` };
  return {
    kind: 'result',
    text: state === 'active' ? 'Allowed.' : 'Allowed by its roles, but the account can not log in.',
  };
}
