import type { ReactNode } from 'react';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { useServices } from '../identity/services-query.ts';
import { text } from '../texts/rights-text.ts';
import { ExportCard } from './export-card.tsx';
import { ImportCard } from './import-card.tsx';
import '../list/filter-bar.css';
import '../roles/notes-of-rights.css';
import './transfer.css';

/** Takes accounts and roles out as a file, and brings them in from one. */
export default function TransferPage(): ReactNode {
  const services = useServices();
  const names = services.data?.map(({ identityServiceName }) => identityServiceName);
  return (
    <section className="page scrolls" aria-labelledby="transfer-title">
      <header className="page-head">
        <h1 id="transfer-title">{text('transfer.title')}</h1>
      </header>
      {services.error !== null && (
        <RefusalNote
          error={services.error}
          what={text('services.unread')}
          onRetry={() => void services.refetch()}
        />
      )}
      {services.isPending && services.error === null && <span className="skeleton" />}
      {names !== undefined && (
        <div className="transfer">
          <ExportCard services={names} />
          <ImportCard services={names} />
        </div>
      )}
    </section>
  );
}
