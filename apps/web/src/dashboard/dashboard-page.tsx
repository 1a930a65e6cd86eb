import type { ReactNode } from 'react';
import { useOverview } from '../orders/overview-query.ts';
import { useControllerId } from '../session/controller.tsx';
import { text } from '../texts/text.ts';
import './dashboard.css';
import { FailedLately } from './failed-lately.tsx';
import { FirstHour } from './first-hour.tsx';
import { NeedsYou } from './needs-you.tsx';
import { Programs } from './programs.tsx';
import { RunningNow } from './running-now.tsx';
import { StateBar } from './state-bar.tsx';

/** What needs a person first, then what runs, what failed lately, and whether the programs are well. */
export default function DashboardPage(): ReactNode {
  const controllerId = useControllerId();
  const counts = useOverview(controllerId);
  return (
    <div className="page scrolls">
      <h1 className="unseen">{text('pages.dashboard')}</h1>
      <FirstHour />
      <StateBar counts={counts.data} />
      <div className="dashboard">
        <div className="dashboard-column">
          <NeedsYou />
          <RunningNow />
        </div>
        <div className="dashboard-column">
          <Programs />
          <FailedLately />
        </div>
      </div>
    </div>
  );
}
