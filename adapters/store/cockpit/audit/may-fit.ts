import type { AuditFilter, AuditView } from '@interlock/audit';
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { globPattern, jsonList, withinFolders } from '../../kysely/json-list.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

type Builder = ExpressionBuilder<CockpitTables, 'audit_record'>;

/**
 * The records, newest first, that the columns do not rule out for a filter. All that fit are among them; a few others
 * may be: patterns of comments and tickets have no column, and `?` counts otherwise beyond the basic plane.
 */
export function mayFit({ db }: CockpitConnection, filter: AuditFilter) {
  return db
    .selectFrom('audit_record')
    .select(['audit_id', 'line'])
    .where((eb) => eb.and(conditions(eb, filter)))
    .orderBy('audit_id', 'desc');
}

function conditions(eb: Builder, filter: AuditFilter): Expression<SqlBool>[] {
  const { writer, folders } = filter;
  return [
    ...among(eb, 'category', [...new Set(filter.views.flatMap(({ categories }) => categories))]),
    ...viewCondition(eb, filter.views),
    ...(filter.id === undefined ? [] : [eb('audit_id', '=', filter.id)]),
    ...(filter.beforeId === undefined ? [] : [eb('audit_id', '<', filter.beforeId)]),
    ...(writer === undefined ? [] : [eb('writer_role', '=', writer.role), eb('writer_id', '=', writer.id)]),
    ...(filter.controllerId === undefined ? [] : [ofController(eb, filter.controllerId)]),
    ...among(eb, 'category', filter.categories),
    ...among(eb, 'target_kind', filter.targetKinds),
    ...among(eb, 'outcome', filter.outcomes),
    ...(folders === undefined ? [] : [withinFolders(eb.ref('target_folder'), folders)]),
    ...fitting(eb, 'target_id', filter.targetId),
    ...fitting(eb, 'account', filter.account),
    ...(filter.correlation === undefined ? [] : [eb('correlation', '=', filter.correlation)]),
    ...(filter.fromMs === undefined ? [] : [eb('at_ms', '>=', filter.fromMs)]),
    ...(filter.toMs === undefined ? [] : [eb('at_ms', '<', filter.toMs)]),
  ];
}

/** One view is the rule; more than a few are left to the core, as SQLite bounds how deep a condition may be. */
function viewCondition(eb: Builder, views: readonly AuditView[]): Expression<SqlBool>[] {
  if (views.length > 50) return [];
  return [eb.or(views.map((view) => eb.and(inView(eb, view))))];
}

function inView(eb: Builder, { categories, controllerId, folders }: AuditView): Expression<SqlBool>[] {
  return [
    ...among(eb, 'category', categories),
    ...(controllerId === undefined ? [] : [ofController(eb, controllerId)]),
    ...(folders === undefined
      ? []
      : [eb.or([eb('target_folder', 'is', null), withinFolders(eb.ref('target_folder'), folders)])]),
  ];
}

function ofController(eb: Builder, controllerId: string): Expression<SqlBool> {
  return eb.or([eb('controller_id', 'is', null), eb('controller_id', '=', controllerId)]);
}

function among(
  eb: Builder,
  column: 'category' | 'target_kind' | 'outcome',
  values: readonly string[] | undefined,
): Expression<SqlBool>[] {
  return values === undefined ? [] : [eb(column, 'in', jsonList(values))];
}

function fitting(
  eb: Builder,
  column: 'target_id' | 'account',
  pattern: string | undefined,
): Expression<SqlBool>[] {
  if (pattern === undefined) return [];
  if (!/[*?]/.test(pattern)) return [eb(column, '=', pattern)];
  return [sql<SqlBool>`${eb.ref(column)} GLOB ${globPattern(pattern.replaceAll('?', '*'))}`];
}
