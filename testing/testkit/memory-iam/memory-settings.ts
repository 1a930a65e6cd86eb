import type { SettingStore } from '@interlock/iam';
import { byCodeUnits, type IamMemory } from './iam-state.ts';

/** Settings in memory. */
export function memorySettings({ look, edit }: IamMemory): SettingStore {
  const ofScope = (scope: string) =>
    [...look().settings.values()].filter((setting) => setting.scope === scope);
  const find = (scope: string, name: string) => ofScope(scope).find((setting) => setting.name === name);
  return {
    find: async (scope, name) => find(scope, name),
    findById: async (id) => look().settings.get(id),
    list: async (scope) => ofScope(scope).sort((a, b) => byCodeUnits(a.name, b.name)),
    save: async (setting) => {
      const id = find(setting.scope, setting.name)?.id ?? Math.max(0, ...look().settings.keys()) + 1;
      edit().settings.set(id, { id, ...setting });
      return id;
    },
    remove: async (scope, name) => {
      const found = find(scope, name);
      return found !== undefined && edit().settings.delete(found.id);
    },
  };
}
