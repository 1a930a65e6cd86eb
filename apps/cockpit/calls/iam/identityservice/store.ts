import { base64url, problem, type Result, refuse, succeed, unwrap } from '@interlock/base';
import type { IdentityWarning, RequestOf } from '@interlock/cockpit-api';
import {
  checkIdentityService,
  endSessions,
  type IdentityServiceSettings,
  identityServiceId,
  identityServiceName,
  mayTouchService,
  rolesTouched,
  type ServiceWish,
  secondFactorStays,
  wishedService,
} from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts, CallStores } from '../../../call-ports.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { serviceAnswer } from '../../../identity/service-answer.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import { identityServiceAudit, serviceWarnings } from '../../../mapping/identity-service.ts';
import { withWarnings } from '../../../mapping/role.ts';
import type { Handler } from '../../call-handler.ts';

/** Makes an Identity Service, or changes the one of this name; answers it as it was stored. */
export function storeIdentityService(ports: CallPorts): Handler<'iam.identityservice.store'> {
  return async ({ caller, facts, request, signal }) => {
    const stored = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'IdentityServiceStored',
        ...auditReason(request.auditLog),
        run: async (stores) => {
          const wanted = await serviceToStore(ports, stores, request);
          if (!wanted.ok) return wanted;
          const { before, service, warnings } = wanted.value;
          const allowed = mayTouchService(caller.rights, await rolesTouched(stores, before, service));
          if (!allowed.ok) return allowed;
          const saved = await stores.identityServices.save(service);
          if (!saved.ok) return saved;
          const ended = await endWhatNoLongerHolds(stores, before, service);
          return succeed({
            value: { service, warnings },
            targets: [{ kind: 'identityService', id: service.name }],
            details: {
              ...identityServiceAudit(service),
              created: before === undefined,
              endedSessions: ended.length,
              warnings: warnings.map(({ message }) => message),
            },
          });
        },
      },
    );
    if (!stored.ok) return stored;
    await ports.identityServices.look();
    const { service, warnings } = stored.value;
    const { read } = ports.data;
    const answering = { stores: read, identityServices: ports.identityServices, signal };
    const all = await read.identityServices.list();
    return succeed({
      ...(await serviceAnswer({ ...answering, stored: all }, service)),
      ...withWarnings(warnings),
    });
  };
}

interface ServiceToStore {
  readonly before: IdentityServiceSettings | undefined;
  readonly service: IdentityServiceSettings;
  readonly warnings: readonly IdentityWarning[];
}

async function serviceToStore(
  ports: CallPorts,
  stores: CallStores,
  request: RequestOf<'iam.identityservice.store'>,
): Promise<Result<ServiceToStore>> {
  const wish = await wishOf(stores, request);
  if (!wish.ok) return wish;
  const stored = await stores.identityServices.list();
  const before = await stores.identityServices.findByName(wish.value.name);
  if (before !== undefined && before.name !== wish.value.name)
    return refuse(problem('DuplicateName', `There is an Identity Service ${before.name} already.`));
  const newId = unwrap(identityServiceId(base64url(ports.randomBytes(12))));
  const wished = wishedService(wish.value, before, stored, newId);
  if (!wished.ok) return wished;
  const checked = checkIdentityService(wished.value.settings, stored, []);
  if (!checked.ok) return checked;
  const { settings: service, warnings } = checked.value;
  const stays = before === undefined ? succeed(undefined) : secondFactorStays(before, service, stored);
  if (!stays.ok) return stays;
  return succeed({
    before,
    service,
    warnings: serviceWarnings(warnings, service, wished.value.storedDisabled),
  });
}

async function wishOf(
  stores: CallStores,
  request: RequestOf<'iam.identityservice.store'>,
): Promise<Result<ServiceWish>> {
  const name = identityServiceName(request.identityServiceName);
  if (!name.ok) return name;
  const { identityServiceType: type, ordering, disabled, required, secondFactor } = request;
  const scheme = request.serviceAuthenticationScheme;
  const secondName = scheme === 'SINGLE-FACTOR' ? undefined : request.secondFactorIdentityServiceName;
  const second =
    secondName === undefined
      ? undefined
      : await serviceNamed(stores, secondName, 'secondFactorIdentityServiceName');
  if (second?.ok === false) return second;
  return succeed({
    name: name.value,
    ...(type === undefined ? {} : { type }),
    ...(scheme === undefined ? {} : { scheme: scheme === 'TWO-FACTOR' ? 'twoFactor' : 'singleFactor' }),
    ...(ordering === undefined ? {} : { ordering }),
    ...(disabled === undefined ? {} : { disabled }),
    ...(required === undefined ? {} : { required }),
    ...(secondFactor === undefined ? {} : { secondFactor }),
    ...(second === undefined ? {} : { secondFactorServiceId: second.value.id }),
  });
}

/** Sessions that stand on a service end when it is disabled or proves in another way (semantics §3.6). */
async function endWhatNoLongerHolds(
  stores: CallStores,
  before: IdentityServiceSettings | undefined,
  after: IdentityServiceSettings,
): Promise<readonly string[]> {
  if (before === undefined || before.disabled) return [];
  const holds = !after.disabled && before.type === after.type && before.secondFactor === after.secondFactor;
  return holds ? [] : endSessions(stores, { kind: 'serviceDisabled', serviceId: after.id });
}
