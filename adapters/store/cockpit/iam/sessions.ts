import type { AccountName } from '@interlock/base';
import type {
  AccountKey,
  IdentityServiceId,
  Session,
  SessionEvidence,
  SessionStore,
  SessionTransport,
} from '@interlock/iam';
import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import { jsonList } from '../../kysely/json-list.ts';
import { byCodeUnits, flag, fromJson, nameKey, optional } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

/** The sessions in the Cockpit's database. */
export function sessionStore({ db }: CockpitConnection): SessionStore {
  const table = () => db.selectFrom('session').selectAll();
  const withEvidence = async (rows: readonly SessionRow[]) => {
    const ids = rows.map((row) => row.session_id);
    const evidence = await db
      .selectFrom('session_evidence')
      .selectAll()
      .where('session_id', 'in', jsonList(ids))
      .execute();
    const bySession = Map.groupBy(evidence, (row) => row.session_id);
    return rows.map((row) => sessionOf(row, bySession.get(row.session_id) ?? [])).sort(newestFirst);
  };
  const removeWith = async (
    column: 'account_key' | 'name_key' | 'service_id',
    value: string,
    exceptId = '',
  ): Promise<readonly string[]> => {
    const ids = db.selectFrom('session_evidence').select('session_id').where(column, '=', value);
    const removed = await db
      .deleteFrom('session')
      .where('session_id', 'in', ids)
      .where('session_id', '!=', exceptId)
      .returning('session_id')
      .execute();
    return removed.map((row) => row.session_id);
  };
  return {
    async find(tokenHash) {
      return (await withEvidence(await table().where('token_hash', '=', tokenHash).execute()))[0];
    },
    async findById(id) {
      return (await withEvidence(await table().where('session_id', '=', id).execute()))[0];
    },
    async list(nowMs) {
      const rows = await table()
        .where((eb) => eb.not(hasEnded(eb, nowMs)))
        .execute();
      return withEvidence(rows);
    },
    async add(session) {
      await db.insertInto('session').values(rowOf(session)).execute();
      await db
        .insertInto('session_evidence')
        .values(session.evidence.map(evidenceRowOf(session.id)))
        .execute();
    },
    async touch(id, lastUsedAtMs) {
      await db
        .updateTable('session')
        .set({ last_used_at_ms: lastUsedAtMs })
        .where('session_id', '=', id)
        .where('last_used_at_ms', '<', lastUsedAtMs)
        .execute();
    },
    async remove(id) {
      const removed = await db.deleteFrom('session').where('session_id', '=', id).executeTakeFirstOrThrow();
      return removed.numDeletedRows > 0n;
    },
    removeOfAccount: (key, exceptId) => removeWith('account_key', key, exceptId),
    removeOfName: (name) => removeWith('name_key', nameKey(name)),
    removeOfService: (serviceId) => removeWith('service_id', serviceId),
    async removeEnded(nowMs) {
      const removed = await db
        .deleteFrom('session')
        .where((eb) => hasEnded(eb, nowMs))
        .returning('session_id')
        .execute();
      return removed.map((row) => row.session_id);
    },
  };
}

type SessionRow = Selectable<CockpitTables['session']>;
type EvidenceRow = Selectable<CockpitTables['session_evidence']>;

const newestFirst = byCodeUnits<Session>(
  ({ startedAtMs }) => -startedAtMs,
  ({ id }) => id,
);

function hasEnded(eb: ExpressionBuilder<CockpitTables, 'session'>, nowMs: number) {
  const idleEnd = sql<number>`${eb.ref('last_used_at_ms')} + ${eb.ref('idle_limit_ms')}`;
  return eb.or([eb('ends_at_ms', '<=', nowMs), eb(idleEnd, '<=', nowMs)]);
}

function rowOf(session: Session): SessionRow {
  return {
    session_id: session.id,
    token_hash: session.tokenHash,
    transport: session.transport,
    origin_hash: session.originHash ?? null,
    methods: JSON.stringify(session.methods),
    address: session.address,
    user_agent: session.userAgent,
    remember_me: flag(session.rememberMe),
    started_at_ms: session.startedAtMs,
    last_used_at_ms: session.lastUsedAtMs,
    idle_limit_ms: session.idleLimitMs,
    ends_at_ms: session.endsAtMs,
  };
}

function evidenceRowOf(sessionId: string): (evidence: SessionEvidence, place: number) => EvidenceRow {
  return (evidence, place) => ({
    session_id: sessionId,
    place,
    account_key: evidence.key,
    service_id: evidence.serviceId,
    account_name: evidence.accountName,
    name_key: nameKey(evidence.accountName),
    groups: JSON.stringify(evidence.groups),
  });
}

function sessionOf(row: SessionRow, evidence: readonly EvidenceRow[]): Session {
  return {
    id: row.session_id,
    tokenHash: row.token_hash,
    transport: row.transport as SessionTransport,
    ...optional('originHash', row.origin_hash),
    evidence: [...evidence].sort((a, b) => a.place - b.place).map(evidenceOf),
    methods: fromJson<readonly string[]>(row.methods),
    address: row.address,
    userAgent: row.user_agent,
    rememberMe: row.remember_me === 1,
    startedAtMs: row.started_at_ms,
    lastUsedAtMs: row.last_used_at_ms,
    idleLimitMs: row.idle_limit_ms,
    endsAtMs: row.ends_at_ms,
  };
}

function evidenceOf(row: EvidenceRow): SessionEvidence {
  return {
    key: row.account_key as AccountKey,
    serviceId: row.service_id as IdentityServiceId,
    accountName: row.account_name as AccountName,
    groups: fromJson<readonly string[]>(row.groups),
  };
}
