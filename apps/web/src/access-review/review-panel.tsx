import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ExactMoment } from '../elements/moment.tsx';
import { SubjectPill } from '../explain/subject-pill.tsx';
import { permissionLabel } from '../permissions/permission-groups.ts';
import { text } from '../texts/identity-text.ts';
import { Known } from './review-columns.tsx';
import type { ReviewedAccount } from './review-query.ts';
import '../identity/panel-parts.css';

/** One account in review: its roles, and what it holds and never used. */
export function ReviewPanel(props: {
  readonly account: ReviewedAccount;
  readonly recordedSince: string;
  readonly onClose: () => void;
}): ReactNode {
  const { account } = props;
  const whose = { service: account.identityServiceName, account: account.accountName };
  return (
    <aside className="panel" aria-label={text('accounts.panel', { name: account.accountName })}>
      <header className="panel-head">
        <div className="panel-title">
          <h2>{account.accountName}</h2>
          <SubjectPill state={account.state} />
          <button
            type="button"
            className="icon-button"
            aria-label={text('common.close')}
            onClick={props.onClose}
          >
            <IconX size={18} aria-hidden />
          </button>
        </div>
      </header>
      <div className="panel-body">
        <dl className="facts panel-part">
          <dt>{text('service.label')}</dt>
          <dd>{account.identityServiceName}</dd>
          <dt>{text('accounts.columns.created')}</dt>
          <dd>
            <ExactMoment ms={Date.parse(account.created)} />
          </dd>
          <dt>{text('accounts.columns.lastLogin')}</dt>
          <dd>
            <Known at={account.lastLogin} none={text('accounts.never')} />
          </dd>
          <dt>{text('review.lastUsed')}</dt>
          <dd>
            <Known at={account.lastUsed} none={text('review.notUsed')} />
          </dd>
        </dl>
        <section className="panel-part" aria-labelledby="review-unused">
          <h3 id="review-unused" className="part-title">
            {text('review.unusedTitle', { count: account.unusedPermissions.length })}
          </h3>
          <p className="quiet">
            {text('review.recorded')} <ExactMoment ms={Date.parse(props.recordedSince)} />.
          </p>
          <ul className="right-list">
            {account.unusedPermissions.map((permission) => (
              <li key={permission} title={permission}>
                {permissionLabel(permission)}
              </li>
            ))}
          </ul>
        </section>
        <nav className="panel-part ways" aria-label={text('accounts.ways')}>
          <Link to="/identity/accounts" search={whose as never}>
            {text('review.toAccount')}
          </Link>
          <Link to="/identity/why" search={whose as never}>
            {text('accounts.toWhy')}
          </Link>
          <Link to="/audit" search={{ account: account.accountName } as never}>
            {text('accounts.toAudit')}
          </Link>
        </nav>
      </div>
    </aside>
  );
}
