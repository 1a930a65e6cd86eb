import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { ask } from '../api/ask.ts';
import { Moment } from '../elements/moment.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { text } from '../texts/rights-text.ts';
import type { RoleAnswer } from './roles-query.ts';

const shownMax = 8;
/** The search also finds accounts and roles of which the name is a part; so many are looked through. */
const foundMax = 500;

/** Who has a role, since when, and when it was last used. */
export function RoleHolders({ role }: { readonly role: RoleAnswer }): ReactNode {
  const titleId = useId();
  const { identityServiceName, roleName, accountCount } = role;
  const review = useQuery({
    queryKey: ['iam', 'role-holders', identityServiceName, roleName],
    queryFn: ({ signal }) =>
      ask('iam.access_review', { identityServiceName, search: roleName, limit: foundMax }, { signal }),
  });
  const holders = (review.data?.accounts ?? []).flatMap(({ accountName, roles }) => {
    const held = roles.find(({ name }) => name === roleName);
    return held === undefined ? [] : [{ accountName, ...held }];
  });
  const shown = holders.slice(0, shownMax);
  return (
    <section className="card" aria-labelledby={titleId}>
      <header className="card-head">
        <h2 id={titleId}>{text('role.holders.title')}</h2>
        <Link
          className="end"
          to="/identity/access-review"
          search={{ service: identityServiceName, q: roleName } as never}
        >
          {text('role.holders.all')}
        </Link>
      </header>
      <div className="panel-part folder-card">
        {review.error !== null && <RefusalNote error={review.error} what={text('role.holders.unread')} />}
        {review.isPending && review.error === null && <span className="skeleton" />}
        {review.data !== undefined && accountCount === 0 && (
          <p className="quiet">{text('role.holders.none')}</p>
        )}
        <ul className="holders">
          {shown.map(({ accountName, since, lastUsed }) => (
            <li key={accountName}>
              <strong>{accountName}</strong>
              <span className="faint">
                {since === undefined ? (
                  text('role.holders.unknownSince')
                ) : (
                  <>
                    {text('role.holders.since')} <Moment ms={Date.parse(since)} />
                  </>
                )}
                {lastUsed !== undefined && (
                  <>
                    {' '}
                    · {text('role.holders.lastUsed')} <Moment ms={Date.parse(lastUsed)} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
        {shown.length > 0 && accountCount > shown.length && (
          <p className="quiet">{text('role.holders.more', { count: accountCount - shown.length })}</p>
        )}
      </div>
    </section>
  );
}
