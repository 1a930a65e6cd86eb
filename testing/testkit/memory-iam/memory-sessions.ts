import { type DeviceStore, type Session, type SessionStore, sessionState, withoutCase } from '@interlock/iam';
import { byCodeUnits, type IamMemory } from './iam-state.ts';

/** Sessions in memory. */
export function memorySessions({ look, edit }: IamMemory): SessionStore {
  const removeWhere = async (ends: (session: Session) => boolean) => {
    const { sessions } = edit();
    const ended = [...sessions.values()].filter(ends).map(({ id }) => id);
    for (const id of ended) sessions.delete(id);
    return ended;
  };
  return {
    find: async (tokenHash) =>
      [...look().sessions.values()].find((session) => session.tokenHash === tokenHash),
    findById: async (id) => look().sessions.get(id),
    list: async (nowMs) =>
      [...look().sessions.values()]
        .filter((session) => sessionState(session, nowMs).kind === 'live')
        .sort((a, b) => b.startedAtMs - a.startedAtMs || byCodeUnits(a.id, b.id)),
    add: async (session) => {
      const { sessions } = edit();
      if (sessions.has(session.id)) throw new Error('this session exists');
      sessions.set(session.id, session);
    },
    touch: async (id, lastUsedAtMs) => {
      const { sessions } = edit();
      const session = sessions.get(id);
      if (session !== undefined && session.lastUsedAtMs < lastUsedAtMs)
        sessions.set(id, { ...session, lastUsedAtMs });
    },
    remove: async (id) => edit().sessions.delete(id),
    removeOfAccount: (key, exceptId) =>
      removeWhere(({ id, evidence }) => id !== exceptId && evidence.some((proof) => proof.key === key)),
    removeOfName: (name) =>
      removeWhere(({ evidence }) =>
        evidence.some(({ accountName }) => withoutCase(accountName) === withoutCase(name)),
      ),
    removeOfService: (serviceId) =>
      removeWhere(({ evidence }) => evidence.some((proof) => proof.serviceId === serviceId)),
    removeEnded: (nowMs) => removeWhere((session) => sessionState(session, nowMs).kind !== 'live'),
  };
}

/** Known devices in memory. */
export function memoryDevices({ look, edit }: IamMemory): DeviceStore {
  const keyOf = (markHash: string, name: string) => `${markHash} ${name}`;
  return {
    knows: async (markHash, name, nowMs) =>
      (look().devices.get(keyOf(markHash, name))?.endsAtMs ?? 0) > nowMs,
    save: async (device, perAccountMax) => {
      const { devices } = edit();
      devices.set(keyOf(device.markHash, device.accountName), device);
      const ofName = [...devices].filter(([, { accountName }]) => accountName === device.accountName);
      const surplus = ofName.sort(([, a], [, b]) => b.endsAtMs - a.endsAtMs).slice(perAccountMax);
      for (const [key] of surplus) devices.delete(key);
    },
    forget: async (markHash) => {
      const { devices } = edit();
      for (const [key, device] of devices) if (device.markHash === markHash) devices.delete(key);
    },
    forgetAccount: async (name) => {
      const { devices } = edit();
      for (const [key, device] of devices) if (device.accountName === name) devices.delete(key);
    },
    removeEnded: async (nowMs) => {
      const { devices } = edit();
      for (const [key, device] of devices) if (device.endsAtMs <= nowMs) devices.delete(key);
    },
  };
}
