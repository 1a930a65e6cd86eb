import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleX,
  IconClock,
  IconHandStop,
  IconHelpCircle,
  IconHourglass,
  IconMessageQuestion,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconProgress,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { StateIconName } from '../look/state-look.ts';

const icons: Readonly<Record<StateIconName, typeof IconClock>> = {
  failed: IconAlertTriangleFilled,
  blocked: IconHandStop,
  prompting: IconMessageQuestion,
  suspended: IconPlayerPauseFilled,
  running: IconPlayerPlayFilled,
  progress: IconProgress,
  waiting: IconHourglass,
  scheduled: IconClock,
  finished: IconCircleCheckFilled,
  cancelled: IconCircleX,
  unknown: IconHelpCircle,
};

/** The icon of a state; the word stands beside it, so it has no name of its own. */
export function StateIcon({
  name,
  size = 14,
}: {
  readonly name: StateIconName;
  readonly size?: number;
}): ReactNode {
  const Icon = icons[name];
  return <Icon size={size} aria-hidden />;
}
