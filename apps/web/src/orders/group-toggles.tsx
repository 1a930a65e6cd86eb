import type { ReactNode } from 'react';
import { StateIcon } from '../elements/state-icon.tsx';
import { FilterToggle } from '../list/filter-bar.tsx';
import { orderStateLooks } from '../look/state-look.ts';
import { text } from '../texts/text.ts';
import { countOf } from './count-of.ts';
import { type OrderGroup, orderGroupNames, orderGroups } from './order-filter.ts';
import type { OrderCounts } from './overview-query.ts';

/** The groups of states as filters with their counts: what needs a person stands first. */
export function GroupToggles(props: {
  readonly groups: readonly OrderGroup[];
  readonly counts: OrderCounts | undefined;
  readonly onChange: (groups: readonly OrderGroup[]) => void;
}): ReactNode {
  return orderGroupNames.map((group) => {
    const look = orderStateLooks[orderGroups[group][0]];
    const isOn = props.groups.includes(group);
    const next = orderGroupNames.filter((name) => (name === group ? !isOn : props.groups.includes(name)));
    return (
      <FilterToggle
        key={group}
        isOn={isOn}
        hue={look.hue}
        icon={<StateIcon name={look.icon} />}
        label={text(`orderGroup.${group}`)}
        count={props.counts === undefined ? undefined : countOf(group, props.counts)}
        onToggle={() => props.onChange(next)}
      />
    );
  });
}
