import type { IdentityServiceItem } from '@interlock/cockpit-api';
import { type IamPorts, type IdentityServiceSettings, unusableReason } from '@interlock/iam';
import { serviceRights } from '../access/identity-rights.ts';
import { identityServiceAnswer } from '../mapping/identity-service.ts';
import type { Caller } from '../sessions/caller.ts';
import type { ServiceDirectory } from './service-directory.ts';

/** How long a service may take to say that it is well, in milliseconds. */
const checkMsMax = 5_000;

/** What is needed to show an Identity Service. */
interface AnswerPorts {
  readonly stores: Pick<IamPorts, 'accounts' | 'roles'>;
  readonly identityServices: ServiceDirectory;
  /** All services. */
  readonly stored: readonly IdentityServiceSettings[];
  readonly signal: AbortSignal;
}

/** An Identity Service with what holds for it at this moment; with what the caller may do with it, where he asked. */
export async function serviceAnswer(
  ports: AnswerPorts,
  service: IdentityServiceSettings,
  asks?: Caller,
): Promise<IdentityServiceItem> {
  const { stores, stored } = ports;
  const roles = await stores.roles.list(service.id);
  const { total } = await stores.accounts.page({ serviceId: service.id, limit: 1, offset: 0 });
  const unusable = unusableReason(service, stored) ?? (await unhealthyReason(ports, service));
  const second = stored.find(({ id }) => id === service.secondFactorServiceId);
  return {
    ...identityServiceAnswer(service, {
      accounts: total,
      roles: roles.length,
      ...(unusable === undefined ? {} : { unusable }),
      ...(second === undefined ? {} : { secondFactorName: second.name }),
    }),
    ...(asks === undefined ? {} : { can: serviceRights(asks, roles) }),
  };
}

async function unhealthyReason(
  { identityServices, signal }: AnswerPorts,
  service: IdentityServiceSettings,
): Promise<string | undefined> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(checkMsMax)]);
  const report = await identityServices.find(service.id)?.check(limited);
  if (report === undefined) return 'It could not be built.';
  return report.healthy ? undefined : report.reason;
}
