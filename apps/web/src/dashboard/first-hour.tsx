import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useHistory } from '../history/history-query.ts';
import { text } from '../texts/text.ts';

const newMax = 5;
const asked = { states: [], limit: newMax } as const;

const steps = [
  { id: 'password', to: '/account', search: {} },
  { id: 'workflow', to: '/workflows', search: {} },
  { id: 'order', to: '/orders', search: { add: '-' } },
  { id: 'history', to: '/history', search: {} },
  { id: 'audit', to: '/audit', search: {} },
] as const;

/** What to do first on a new installation; it goes away with the first handful of orders. */
export function FirstHour(): ReactNode {
  const history = useHistory(asked);
  if (history.data === undefined || history.data.length >= newMax) return null;
  return (
    <section className="card first-hour" aria-labelledby="first-hour">
      <header>
        <h2 id="first-hour">{text('firstHour.title')}</h2>
        <p className="quiet">{text('firstHour.words')}</p>
      </header>
      <ol>
        {steps.map((step) => (
          <li key={step.id}>
            <Link to={step.to} search={step.search as never}>
              <span>
                <strong>{text(`firstHour.${step.id}.title`)}</strong>
                <span className="quiet">{text(`firstHour.${step.id}.words`)}</span>
              </span>
              <IconArrowRight size={16} className="first-hour-arrow" aria-hidden />
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
