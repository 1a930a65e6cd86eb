import { type Json, problem, type Result, refuse, succeed } from '@interlock/base';
import { type RequestFacts, settingMask } from '@interlock/cockpit-api';
import { type IdentityServiceSettings, mayTouchService, traitsOf, unmaskSettings } from '@interlock/iam';
import { auditReason } from '../audit/audit-reason.ts';
import type { CallPorts } from '../call-ports.ts';
import { changeIdentity } from '../identity/change-identity.ts';
import type { Caller } from '../sessions/caller.ts';
import { readServiceItem, storeServiceItem } from './service-settings.ts';

/**
 * Stores the settings of a service whole. Who says how a service proves accounts could become any of them: he has to
 * hold all that its roles grant (semantics §2.8), and all that anybody's do where others show the service their
 * passwords at present: the settings say to whom those are passed on.
 */
export async function saveService(
  ports: Pick<CallPorts, 'data' | 'audit' | 'identityNews' | 'sealer'>,
  call: { readonly caller: Caller; readonly facts: RequestFacts },
  service: IdentityServiceSettings,
  sent: Json,
  comment: Parameters<typeof auditReason>[0],
): Promise<Result<{ readonly id: number }>> {
  const { sealer } = ports;
  return changeIdentity(ports, call, {
    action: 'SettingsStored',
    ...auditReason(comment),
    run: async (stores) => {
      const now = await stores.identityServices.find(service.id);
      if (now === undefined)
        return refuse(problem('UnknownIdentityService', `There is no Identity Service ${service.name}.`));
      const may = mayTouchService(
        call.caller.rights,
        await stores.roles.list(isShownPasswords(now) ? undefined : now.id),
      );
      if (!may.ok) return may;
      const before = await readServiceItem(stores, sealer, service);
      if (!before.ok) return before;
      const item = unmaskSettings(sent, before.value?.item, settingMask);
      if (!item.ok) return refuse({ ...item.problem, field: 'configurationItem' });
      if (typeof item.value !== 'object' || item.value === null || Array.isArray(item.value))
        return refuse(
          problem('InvalidInput', 'The field configurationItem is refused: it is no JSON object.', {
            field: 'configurationItem',
          }),
        );
      const id = await storeServiceItem(stores, sealer, service, item.value);
      return succeed({
        value: { id },
        targets: [{ kind: 'identityService', id: service.name }],
        details: { members: Object.keys(item.value).slice(0, 50) },
      });
    },
  });
}

/** Whether whoever logs in may show it his password, and it passes that on. */
function isShownPasswords({ type, disabled }: IdentityServiceSettings): boolean {
  return !disabled && type !== 'JOC' && traitsOf(type).takesPassword;
}
