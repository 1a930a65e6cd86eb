import type { ResponseOf } from '@interlock/cockpit-api';
import type { ReactNode } from 'react';
import { Pill } from '../elements/pill.tsx';
import type { Hue, StateIconName } from '../look/state-look.ts';
import { text } from '../texts/identity-text.ts';

/** Whether an account could log in at present. */
export type SubjectState = ResponseOf<'iam.explain'>['state'];

const looks: Readonly<Record<SubjectState, { readonly hue: Hue; readonly icon: StateIconName }>> = {
  active: { hue: 'green', icon: 'finished' },
  disabled: { hue: 'slate', icon: 'suspended' },
  blocked: { hue: 'red', icon: 'blocked' },
  serviceDisabled: { hue: 'slate', icon: 'suspended' },
  notKept: { hue: 'slate', icon: 'unknown' },
};

/** Whether an account could log in, with colour, icon and word. */
export function SubjectPill({ state }: { readonly state: SubjectState }): ReactNode {
  return <Pill {...looks[state]}>{text(`why.state.${state}`)}</Pill>;
}
