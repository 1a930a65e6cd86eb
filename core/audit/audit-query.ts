import { type FolderPath, liesWithin } from '@interlock/base';
import { fitsPattern } from './audit-pattern.ts';
import type { AuditRecord } from './audit-record.ts';
import type { AuditFilter, AuditFolder, AuditView, StoredAuditRecord } from './audit-store.ts';
import { isSameWriter } from './audit-writer.ts';

/** Whether a record is what a filter asks for: the meaning that each store has to give to the filter. */
export function fitsFilter({ id, record }: StoredAuditRecord, filter: AuditFilter): boolean {
  return (
    filter.views.some((view) => isInView(record, view)) &&
    (filter.id === undefined || filter.id === id) &&
    (filter.beforeId === undefined || id < filter.beforeId) &&
    (filter.writer === undefined || isSameWriter(filter.writer, record.writer)) &&
    isOfController(record, filter.controllerId) &&
    isAmong(record.category, filter.categories) &&
    isAmong(record.target.kind, filter.targetKinds) &&
    isAmong(record.outcome, filter.outcomes) &&
    (filter.folders === undefined || isWithin(record.target.folder, filter.folders)) &&
    fits(record.target.id, filter.targetId) &&
    fits(record.actor.account, filter.account) &&
    fits(record.reason?.comment, filter.comment) &&
    fits(record.reason?.ticketLink, filter.ticketLink) &&
    (filter.correlation === undefined || filter.correlation === record.correlation) &&
    (filter.fromMs === undefined || record.atMs >= filter.fromMs) &&
    (filter.toMs === undefined || record.atMs < filter.toMs)
  );
}

function isInView(record: AuditRecord, view: AuditView): boolean {
  const { folder } = record.target;
  return (
    view.categories.includes(record.category) &&
    isOfController(record, view.controllerId) &&
    (view.folders === undefined || folder === undefined || isWithin(folder, view.folders))
  );
}

function isOfController({ target }: AuditRecord, controllerId: string | undefined): boolean {
  return (
    controllerId === undefined || target.controllerId === undefined || target.controllerId === controllerId
  );
}

function isWithin(folder: string | undefined, folders: readonly AuditFolder[]): boolean {
  return (
    folder !== undefined &&
    folders.some((one) =>
      // Both come from records and filters that were checked where they entered.
      one.recursive ? liesWithin(folder as FolderPath, one.folder as FolderPath) : folder === one.folder,
    )
  );
}

function isAmong<T>(value: T, wanted: readonly T[] | undefined): boolean {
  return wanted === undefined || wanted.includes(value);
}

function fits(text: string | undefined, pattern: string | undefined): boolean {
  return pattern === undefined || (text !== undefined && fitsPattern(text, pattern));
}
