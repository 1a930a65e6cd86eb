import type { ApiTokenAnswer } from '@interlock/cockpit-api';
import type { ApiToken } from '@interlock/iam';
import { isoTime } from './iso-time.ts';

/** An API token as lists show it. */
export function apiTokenAnswer(token: ApiToken, serviceName: string, nowMs: number): ApiTokenAnswer {
  const { permissions, folders } = token.limit;
  return {
    id: token.id,
    name: token.name,
    accountName: token.accountName,
    identityServiceName: serviceName,
    createdBy: token.createdBy,
    createdAt: isoTime(token.createdAtMs),
    endsAt: isoTime(token.endsAtMs),
    ...(token.lastUsedAtMs === undefined ? {} : { lastUsedAt: isoTime(token.lastUsedAtMs) }),
    hasEnded: nowMs >= token.endsAtMs,
    ...(permissions === undefined ? {} : { permissions: [...permissions] }),
    ...(folders === undefined ? {} : { folders: [...folders] }),
  };
}
