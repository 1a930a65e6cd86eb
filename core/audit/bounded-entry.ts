import { canonicalJson, type Json } from '@interlock/base';
import type { AuditActor, AuditEntry, AuditReason, AuditTarget } from './audit-entry.ts';
import { boundedText } from './bounded-text.ts';

/** The longest text in a record, and the longest canonical JSON of its details, in UTF-16 code units. */
export const auditTextLengthMax = 4_096;

const membersMax = 100;
const depthMax = 8;

/** An entry whose values are cut to their bounds, each cut with a mark. */
export function boundedEntry(entry: AuditEntry): AuditEntry {
  return {
    action: entry.action,
    actor: boundedActor(entry.actor),
    target: boundedTarget(entry.target),
    outcome: entry.outcome,
    ...given('reasonCode', entry.reasonCode),
    ...given('request', entry.request),
    ...(entry.reason === undefined ? {} : { reason: boundedReason(entry.reason) }),
    ...given('correlation', entry.correlation),
    ...(entry.details === undefined ? {} : { details: boundedDetails(entry.details) }),
  };
}

function boundedActor(actor: AuditActor): AuditActor {
  return {
    kind: actor.kind,
    account: bounded(actor.account),
    ...given('identityService', actor.identityService),
    ...given('session', actor.session),
    ...(actor.apiToken === undefined
      ? {}
      : { apiToken: { id: bounded(actor.apiToken.id), name: bounded(actor.apiToken.name) } }),
    ...given('address', actor.address),
  };
}

function boundedTarget(target: AuditTarget): AuditTarget {
  return {
    kind: target.kind,
    id: bounded(target.id),
    ...given('folder', target.folder),
    ...given('controllerId', target.controllerId),
  };
}

function boundedReason(reason: AuditReason): AuditReason {
  const { timeSpent } = reason;
  return {
    ...given('comment', reason.comment),
    ...(timeSpent !== undefined && Number.isFinite(timeSpent) ? { timeSpent } : {}),
    ...given('ticketLink', reason.ticketLink),
  };
}

function boundedDetails(details: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  const small = boundedObject(details, 1);
  const text = canonicalJson(small);
  return text.length <= auditTextLengthMax ? small : { cut: boundedText(text, auditTextLengthMax) };
}

function boundedJson(value: Json, depth: number): Json {
  if (typeof value === 'string') return bounded(value);
  // What JSON can not say must not keep a record from being written.
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= depthMax) return '[cut: too deep]';
  if (isList(value)) return boundedList(value, depth);
  return boundedObject(value, depth);
}

function boundedList(list: readonly Json[], depth: number): Json {
  const kept = list.slice(0, membersMax).map((item) => boundedJson(item, depth + 1));
  return list.length > membersMax ? [...kept, `[cut: ${list.length} items]`] : kept;
}

function boundedObject(value: Readonly<Record<string, Json>>, depth: number): Readonly<Record<string, Json>> {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const kept = members
    .slice(0, membersMax)
    .map(([key, member]): [string, Json] => [bounded(key), boundedJson(member, depth + 1)]);
  return Object.fromEntries(
    members.length > membersMax ? [...kept, ['…', `[cut: ${members.length} members]`]] : kept,
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function bounded(text: string): string {
  return boundedText(text, auditTextLengthMax);
}

function given<K extends string>(key: K, text: string | undefined): { readonly [P in K]?: string } {
  return (text === undefined ? {} : { [key]: bounded(text) }) as { readonly [P in K]?: string };
}
