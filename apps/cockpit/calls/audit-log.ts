import {
  type AuditFilter,
  type AuditStore,
  type AuditTargetKind,
  auditQueryLimitMax,
  type StoredAuditRecord,
} from '@interlock/audit';
import { type Result, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import { auditViews } from '../access/audit-views.ts';
import type { CallPorts } from '../call-ports.ts';
import { auditItem } from '../mapping/audit-item.ts';
import { filterSpan } from '../mapping/dates/filter-time.ts';
import { folderFilters } from '../mapping/folder-filters.ts';
import type { Handler } from './call-handler.ts';

/** What JS7's words for objects mean here; what is not here is never found. */
const targetKinds: Readonly<Record<string, AuditTargetKind>> = {
  WORKFLOW: 'workflow',
  ORDER: 'order',
  LOCK: 'lock',
  NOTICEBOARD: 'noticeBoard',
  SCHEDULE: 'schedule',
  WORKINGDAYSCALENDAR: 'calendar',
  NONWORKINGDAYSCALENDAR: 'calendar',
};

/** The audit log of the Cockpit, as far as the caller may view what it speaks of, newest first. */
export function auditLog(ports: CallPorts): Handler<'audit_log'> {
  return async ({ caller, facts, request }) => {
    const filter = auditFilter(request, facts.atMs);
    if (!filter.ok) return filter;
    const { audit } = ports.data.read;
    const views = auditViews(caller, ports.controllers);
    const found = await audit.query({ ...filter.value, views });
    const shown = await withoutSettledIntents(audit, found);
    return succeed({ auditLog: shown.map(auditItem) });
  };
}

function auditFilter(request: RequestOf<'audit_log'>, nowMs: number): Result<Omit<AuditFilter, 'views'>> {
  const span = filterSpan(request, { nowMs });
  if (!span.ok) return span;
  const folders = folderFilters(request.folders);
  if (!folders.ok) return folders;
  const kinds = request.objectTypes?.flatMap((word) => targetKinds[word] ?? []);
  const asked = { account: request.account, comment: request.comment, ticketLink: request.ticketLink };
  const patterns = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return succeed({
    ...span.value,
    ...patterns,
    ...(request.controllerId === undefined ? {} : { controllerId: request.controllerId }),
    ...(request.categories?.length ? { categories: request.categories } : {}),
    ...(request.objectTypes?.length ? { targetKinds: kinds ?? [] } : {}),
    ...(request.objectName === undefined ? {} : { targetId: request.objectName }),
    ...(folders.value === undefined ? {} : { folders: folders.value }),
    limit: limitOf(request.limit),
  });
}

function limitOf(limit: number | undefined): number {
  return limit === undefined || limit < 1 ? auditQueryLimitMax : Math.min(limit, auditQueryLimitMax);
}

/**
 * Leaves out intents of which the outcome is known; of the others nobody knows what became of them (semantics §6.2).
 * The outcome stands after the intent, so it may lie outside what was found.
 */
async function withoutSettledIntents(
  audit: AuditStore,
  found: readonly StoredAuditRecord[],
): Promise<readonly StoredAuditRecord[]> {
  const settled = new Set(found.filter(({ record }) => record.outcome !== 'intended').map(keyOf));
  const open = found.filter((stored) => stored.record.outcome === 'intended' && !settled.has(keyOf(stored)));
  const correlations = new Set(open.map(({ record }) => record.correlation));
  for (const correlation of correlations) {
    if (correlation === undefined) continue;
    const categories = [...new Set(open.map(({ record }) => record.category))];
    const later = await audit.query({ views: [{ categories }], correlation, limit: auditQueryLimitMax });
    for (const stored of later) if (stored.record.outcome !== 'intended') settled.add(keyOf(stored));
  }
  return found.filter((stored) => stored.record.outcome !== 'intended' || !settled.has(keyOf(stored)));
}

function keyOf({ record }: StoredAuditRecord): string {
  return JSON.stringify([record.correlation, record.action, record.target]);
}
