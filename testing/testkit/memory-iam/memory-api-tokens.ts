import { problem, refuse, succeed } from '@interlock/base';
import { type ApiToken, type ApiTokenStore, apiTokenNameKey, withoutCase } from '@interlock/iam';
import { byCodeUnits, type IamMemory } from './iam-state.ts';

const newestFirst = (a: ApiToken, b: ApiToken) => b.createdAtMs - a.createdAtMs || byCodeUnits(a.id, b.id);

/** API tokens in memory. */
export function memoryApiTokens({ look, edit }: IamMemory): ApiTokenStore {
  // A token stands by its account: without it there is none.
  const present = (state: ReturnType<IamMemory['look']>) =>
    [...state.apiTokens.values()].filter(({ key }) => state.accounts.has(key));
  const removeWhere = async (ends: (token: ApiToken) => boolean) => {
    const state = edit();
    const ended = present(state)
      .filter(ends)
      .map(({ id }) => id);
    for (const id of ended) state.apiTokens.delete(id);
    return ended;
  };
  return {
    find: async (tokenHash) => present(look()).find((token) => token.tokenHash === tokenHash),
    findById: async (id) => present(look()).find((token) => token.id === id),
    ofAccount: async (key) =>
      present(look())
        .filter((token) => token.key === key)
        .sort(newestFirst),
    newest: async (limit) => present(look()).sort(newestFirst).slice(0, limit),
    add: async (token) => {
      const state = edit();
      if (!state.accounts.has(token.key) || state.apiTokens.has(token.id))
        throw new Error('this token can not be added');
      const isTaken = present(state).some(
        ({ key, name }) => key === token.key && apiTokenNameKey(name) === apiTokenNameKey(token.name),
      );
      if (isTaken) return refuse(problem('DuplicateName', undefined, { field: 'name' }));
      state.apiTokens.set(token.id, token);
      return succeed(undefined);
    },
    touch: async (id, lastUsedAtMs) => {
      const { apiTokens } = edit();
      const token = apiTokens.get(id);
      if (token !== undefined && (token.lastUsedAtMs ?? 0) < lastUsedAtMs)
        apiTokens.set(id, { ...token, lastUsedAtMs });
    },
    remove: async (id) => edit().apiTokens.delete(id),
    removeOfAccount: (key) => removeWhere((token) => token.key === key),
    removeOfName: (name) => removeWhere(({ accountName }) => withoutCase(accountName) === withoutCase(name)),
    removeOfService: (serviceId) => removeWhere((token) => token.serviceId === serviceId),
    removeEnded: async (byMs) => {
      await removeWhere(({ endsAtMs }) => endsAtMs <= byMs);
    },
  };
}
