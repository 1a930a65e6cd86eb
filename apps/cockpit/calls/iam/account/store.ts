import { type AccountName, base64url, problem, type Result, refuse, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import {
  accountKey,
  type IdentityServiceSettings,
  type RoleName,
  roleName,
  storeAccount as store,
  traitsOf,
} from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { nameIn } from '../../../identity/account-named.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { givenPassword } from '../../../identity/given-password.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import type { Handler } from '../../call-handler.ts';

/** Creates an account, or changes it. */
export function storeAccount(ports: CallPorts): Handler<'iam.account.store'> {
  return async (call) => {
    const { request, caller, signal } = call;
    const parsed = await parse(ports, request);
    if (!parsed.ok) return refuse(parsed.problem);
    const { service, name, roles } = parsed.value;
    const before = await ports.data.read.accounts.findByName(service.id, name);
    const account = { service, name, ...(before === undefined ? {} : { before }) };
    const password = await givenPassword(ports, caller, account, request, signal);
    if (!password.ok) return refuse(password.problem);
    return changeIdentity(ports, call, {
      action: 'AccountStored',
      ...auditReason(request.auditLog),
      run: async (stores) => {
        const now = await stores.accounts.findByName(service.id, name);
        if (now?.key !== before?.key)
          return refuse(problem('DuplicateName', `The account ${name} was created or removed meanwhile.`));
        const { email, disabled } = request;
        const draft = {
          serviceId: service.id,
          name,
          ...(email === undefined ? {} : { email }),
          ...(disabled === undefined ? {} : { disabled }),
          ...(roles === undefined ? {} : { roles }),
          ...password.value.draft,
        };
        const fresh = {
          key: accountKey(service.id, base64url(ports.randomBytes(16))),
          nowMs: ports.clock.now(),
        };
        const stored = await store(stores, caller.rights, draft, fresh);
        if (!stored.ok) return stored;
        const { account, isNew } = stored.value;
        return succeed({
          value: { ok: true as const },
          targets: [{ kind: 'account', id: account.name }],
          details: {
            identityService: service.name,
            isNew,
            password: password.value.kind,
            disabled: account.disabled,
            roles: [...account.roles],
          },
        });
      },
    });
  };
}

interface Parsed {
  readonly service: IdentityServiceSettings;
  readonly name: AccountName;
  readonly roles?: readonly RoleName[];
}

async function parse({ data }: CallPorts, request: RequestOf<'iam.account.store'>): Promise<Result<Parsed>> {
  const service = await serviceNamed(data.read, request.identityServiceName);
  if (!service.ok) return service;
  if (traitsOf(service.value.type).rolesFrom === 'groups')
    return refuse(
      problem('InvalidInput', `The accounts of ${service.value.name} are not kept here.`, {
        field: 'identityServiceName',
      }),
    );
  const name = nameIn(service.value, request.accountName);
  if (!name.ok) return name;
  const roles: RoleName[] = [];
  for (const [index, role] of (request.roles ?? []).entries()) {
    const read = roleName(role, `roles[${index}]`);
    if (!read.ok) return read;
    roles.push(read.value);
  }
  return succeed({
    service: service.value,
    name: name.value,
    ...(request.roles === undefined ? {} : { roles }),
  });
}
