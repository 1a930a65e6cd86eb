import type { JoinTokenStore, PendingJoin } from '@interlock/workflow';
import { byCodeUnits, optional } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

/** The join tokens that are not used yet. What is removed is overwritten in the file (secure_delete). */
export function joinTokenStore({ db }: CockpitConnection): JoinTokenStore {
  return {
    async list() {
      const rows = await db.selectFrom('pending_join').selectAll().execute();
      return rows.map(pendingJoinOf).sort(
        byCodeUnits(
          ({ role }) => role,
          ({ id }) => id,
        ),
      );
    },
    async save(pending) {
      const { role, program_id, ...change } = rowOf(pending);
      await db
        .insertInto('pending_join')
        .values({ role, program_id, ...change })
        .onConflict((conflict) => conflict.columns(['role', 'program_id']).doUpdateSet(change))
        .execute();
    },
    async remove(role, id) {
      await db.deleteFrom('pending_join').where('role', '=', role).where('program_id', '=', id).execute();
    },
  };
}

function rowOf(pending: PendingJoin): CockpitTables['pending_join'] {
  return {
    role: pending.role,
    program_id: pending.id,
    controller_id: pending.controllerId ?? null,
    address: pending.address,
    sealed_token: pending.sealedToken,
    expires_at_ms: pending.expiresAtMs,
  };
}

function pendingJoinOf(row: CockpitTables['pending_join']): PendingJoin {
  return {
    role: row.role as PendingJoin['role'],
    id: row.program_id,
    ...optional('controllerId', row.controller_id),
    address: row.address,
    sealedToken: row.sealed_token,
    expiresAtMs: row.expires_at_ms,
  };
}
