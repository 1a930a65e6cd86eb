import { type ReactNode, useMemo, useState } from 'react';
import { WhyNot } from '../elements/why-not.tsx';
import { FilterField, FilterToggle } from '../list/filter-bar.tsx';
import { PermissionList } from '../permissions/permission-list.tsx';
import { useMe } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';

/** What one may do, of all that there is; each thing that one may not leads to the reason. */
export function OwnPermissions(): ReactNode {
  const { permissions } = useMe();
  const held = useMemo(() => new Set(permissions), [permissions]);
  const [words, setWords] = useState<string>();
  const [onlyHeld, setOnlyHeld] = useState(false);
  const [asked, setAsked] = useState<string>();
  return (
    <section className="card account-wide" aria-labelledby="account-may">
      <header className="card-head">
        <h2 id="account-may">
          {text('account.may')} <span className="count">{permissions.length}</span>
        </h2>
      </header>
      <div className="panel-part account-may">
        <p className="quiet">{text('account.mayWords')}</p>
        <search className="filters" aria-label={text('permissions.find')}>
          <FilterField label={text('permissions.find')} value={words} onChange={setWords} />
          <FilterToggle
            isOn={onlyHeld}
            label={text('permissions.onlyHeld')}
            onToggle={() => setOnlyHeld(!onlyHeld)}
          />
        </search>
        <PermissionList held={held} words={words ?? ''} onlyHeld={onlyHeld} onWhy={setAsked} />
      </div>
      {asked !== undefined && <WhyNot permission={asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
}
