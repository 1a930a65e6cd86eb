import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { StateIcon } from '../elements/state-icon.tsx';
import { orderStateLooks } from '../look/state-look.ts';
import { orderGroups } from '../orders/order-filter.ts';
import { text } from '../texts/text.ts';
import type { GroupCounts } from './order-counts.ts';
import './order-tokens.css';

/** The orders at a place as tokens: one for each group of states, with how many there are. */
export function OrderTokens(props: {
  readonly counts: GroupCounts | undefined;
  readonly workflow: string;
  /** How many tokens there is room for; those that need a person come first. */
  readonly max?: number;
}): ReactNode {
  if (props.counts === undefined) return null;
  return (
    <span className="tokens">
      {[...props.counts].slice(0, props.max).map(([group, count]) => {
        const look = orderStateLooks[orderGroups[group][0]];
        const words = text('workflows.token', { count, state: text(`orderGroup.${group}`).toLowerCase() });
        return (
          <Link
            key={group}
            to="/orders"
            search={{ workflow: props.workflow, state: group } as never}
            className="token nodrag"
            data-hue={look.hue}
            title={words}
            aria-label={words}
          >
            <StateIcon name={look.icon} size={12} />
            {count}
          </Link>
        );
      })}
    </span>
  );
}
