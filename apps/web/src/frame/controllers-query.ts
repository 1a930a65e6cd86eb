import type { ControllerAnswer } from '@interlock/cockpit-api';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import type { Hue } from '../look/state-look.ts';
import { text } from '../texts/text.ts';

/** The Controllers that the account may view. */
export function useControllers(): UseQueryResult<readonly ControllerAnswer[]> {
  return useQuery({
    queryKey: ['controllers'],
    refetchInterval: 30_000,
    queryFn: async ({ signal, client }) => {
      const background = client.getQueryData(['controllers']) !== undefined;
      return (await ask('controllers', {}, { signal, background })).controllers;
    },
  });
}

/** How a Controller is, in one colour and one sentence. */
export function controllerHealth(controller: ControllerAnswer | undefined): {
  readonly hue: Hue;
  readonly words: string;
} {
  if (controller === undefined) return { hue: 'slate', words: text('health.unknown') };
  const { connectionState, componentState } = controller;
  if (connectionState._text === 'established' && componentState._text === 'operational')
    return { hue: 'green', words: text('health.well') };
  if (connectionState._text === 'unstable' || componentState._text === 'limited')
    return { hue: 'amber', words: controller.problem ?? text('health.limited') };
  if (connectionState._text === 'unknown') return { hue: 'slate', words: text('health.unknown') };
  return { hue: 'red', words: controller.problem ?? text('health.unreachable') };
}
