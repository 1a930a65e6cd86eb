import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { StateIcon } from '../elements/state-icon.tsx';
import { orderStateLooks } from '../look/state-look.ts';
import { countOf } from '../orders/count-of.ts';
import { orderGroupNames, orderGroups } from '../orders/order-filter.ts';
import type { OrderCounts } from '../orders/overview-query.ts';
import { text } from '../texts/text.ts';

/** All living orders in one bar, each state as wide as its share, with the numbers below: a press shows them. */
export function StateBar({ counts }: { readonly counts: OrderCounts | undefined }): ReactNode {
  const groups = orderGroupNames.filter((group) => group !== 'ended');
  const total = counts === undefined ? 0 : groups.reduce((sum, group) => sum + countOf(group, counts), 0);
  return (
    <section className="state-bar" aria-label={text('dashboard.states')}>
      <div className="state-share" aria-hidden>
        {counts !== undefined &&
          total > 0 &&
          groups.map((group) => (
            <span
              key={group}
              data-hue={orderStateLooks[orderGroups[group][0]].hue}
              style={{ flexGrow: countOf(group, counts) }}
              hidden={countOf(group, counts) === 0}
            />
          ))}
      </div>
      <ul>
        {groups.map((group) => {
          const look = orderStateLooks[orderGroups[group][0]];
          const count = counts === undefined ? undefined : countOf(group, counts);
          return (
            <li key={group}>
              <Link
                to="/orders"
                search={{ state: group } as never}
                data-hue={look.hue}
                data-none={count === 0 || undefined}
              >
                <span className="state-count">{count ?? '–'}</span>
                <span className="state-word">
                  <StateIcon name={look.icon} />
                  {text(`orderGroup.${group}`)}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
