import { type ReactNode, useEffect, useRef } from 'react';
import { Tabs } from '../elements/tabs.tsx';
import { text } from '../texts/rights-text.ts';
import { defaultScope, type Scope } from './role-draft.ts';

// A tab needs a name that no Controller id can have.
const defaultTab = '*';

/** One tab for what holds at all Controllers, and one per Controller; a dot marks those with entries of their own. */
export function ScopeTabs(props: {
  readonly scopes: readonly Scope[];
  /** Those with entries of their own. */
  readonly special: readonly Scope[];
  readonly current: Scope;
  readonly onChange: (scope: Scope) => void;
}): ReactNode {
  const { current } = props;
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with many Controllers the chosen one comes into sight
  useEffect(() => {
    const chosen = box.current?.querySelector('[aria-selected="true"]');
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <div ref={box} className="scope-tabs">
      <Tabs
        label={text('role.scopes')}
        tabs={[
          { id: defaultTab, label: text('role.scopeAll') },
          ...props.scopes.map((id) => ({ id, label: props.special.includes(id) ? `${id} •` : id })),
        ]}
        current={current === defaultScope ? defaultTab : current}
        onChange={(id) => props.onChange(id === defaultTab ? defaultScope : id)}
      />
    </div>
  );
}
