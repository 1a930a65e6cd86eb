import type { ResponseOf } from '@interlock/cockpit-api';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';

/** The settings in force. */
export type Effective = NonNullable<ResponseOf<'configuration'>['configuration']['effective']>;

/** The general settings: what is in force, and what is stored of it. */
export interface GeneralSettingsAnswer {
  readonly effective: Effective;
  /** What was set; the rest is as in a new installation. Secrets are masked. */
  readonly stored: Readonly<Record<string, unknown>>;
}

/** Which configuration holds the general settings. */
export const generalSelector = {
  id: 0,
  configurationType: 'IAM',
  objectType: 'GENERAL',
} as const;

/** Reads the general settings of all Identity Services. */
export function useGeneralSettings(): UseQueryResult<GeneralSettingsAnswer> {
  return useQuery({
    queryKey: ['iam', 'settings'],
    queryFn: async ({ signal }) => {
      const { configuration } = await ask('configuration', generalSelector, { signal });
      const { effective } = configuration;
      if (effective === undefined) throw new Error('The Cockpit answered without the settings in force.');
      return { effective, stored: readItem(configuration.configurationItem) };
    },
  });
}

function readItem(item: string): Readonly<Record<string, unknown>> {
  const read: unknown = JSON.parse(item === '' ? '{}' : item);
  return typeof read === 'object' && read !== null ? (read as Readonly<Record<string, unknown>>) : {};
}
