import type { Hue, StateIconName } from '../look/state-look.ts';

/** How the outcome of an entry looks. An outcome that is not known is shown as what it is called. */
export function outcomeLook(outcome: string): { readonly hue: Hue; readonly icon: StateIconName } {
  switch (outcome.toLowerCase()) {
    case 'succeeded':
    case 'success':
    case 'done':
      return { hue: 'green', icon: 'finished' };
    case 'refused':
    case 'denied':
      return { hue: 'amber', icon: 'blocked' };
    case 'failed':
      return { hue: 'red', icon: 'failed' };
    case 'intended':
    case 'unknown':
      return { hue: 'violet', icon: 'unknown' };
    default:
      return { hue: 'slate', icon: 'unknown' };
  }
}
