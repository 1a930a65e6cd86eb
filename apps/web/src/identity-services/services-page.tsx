import { IconFingerprint, IconPlus } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Action } from '../elements/action.tsx';
import { Empty } from '../elements/empty.tsx';
import { OrderList } from '../elements/order-list.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { useLack } from '../session/me.tsx';
import { text } from '../texts/rights-text.ts';
import { LoginWayNote } from './login-way-note.tsx';
import { ServiceLine } from './service-line.tsx';
import { type ServiceRow, type ServicesAnswer, useServicesWhole } from './services-query.ts';
import '../list/filter-bar.css';
import '../roles/notes-of-rights.css';
import './services.css';

const ServiceDialog = lazy(() => import('./service-dialog.tsx'));
const ServiceOrderDialog = lazy(() => import('./service-order-dialog.tsx'));
const DeleteServiceDialog = lazy(() => import('./delete-service-dialog.tsx'));
const RenameServiceDialog = lazy(() => import('./rename-service-dialog.tsx'));

/** A dialog about the services. */
type Opened =
  | { readonly kind: 'new' | 'order' }
  | { readonly kind: 'edit' | 'rename' | 'delete'; readonly service: ServiceRow };

/** The Identity Services: by which of them, and in which order, persons prove who they are. */
export default function ServicesPage(): ReactNode {
  const services = useServicesWhole();
  const lack = useLack('sos:products:joc:administration:accounts:manage');
  const [opened, setOpened] = useState<Opened>();
  const count = services.data?.identityServiceItems.length;
  return (
    <section className="page scrolls" aria-labelledby="services-title">
      <header className="page-head">
        <h1 id="services-title">
          {text('identity.views.services')} {count !== undefined && <span className="count">{count}</span>}
        </h1>
        <div className="page-tools">
          <Action
            kind="main"
            icon={<IconPlus size={15} aria-hidden />}
            lack={lack}
            onClick={() => setOpened({ kind: 'new' })}
          >
            {text('services.add')}
          </Action>
        </div>
      </header>
      {services.error !== null && (
        <RefusalNote
          error={services.error}
          what={text('services.unread')}
          onRetry={() => void services.refetch()}
        />
      )}
      {services.isPending && services.error === null && <span className="skeleton" />}
      {services.data !== undefined && (
        <Services answer={services.data} lack={lack} opened={opened} onOpen={setOpened} />
      )}
    </section>
  );
}

function Services(props: {
  readonly answer: ServicesAnswer;
  readonly lack: string | undefined;
  readonly opened: Opened | undefined;
  readonly onOpen: (opened: Opened | undefined) => void;
}): ReactNode {
  const { answer, lack, opened, onOpen } = props;
  const { identityServiceItems: items, types } = answer;
  const stored = items.map(({ identityServiceName }) => identityServiceName);
  const [wanted, setWanted] = useState<readonly string[]>();
  const isReordered =
    wanted !== undefined && wanted.join('\n') !== stored.join('\n') && sameNames(wanted, stored);
  const ids = isReordered ? wanted : stored;
  const close = () => onOpen(undefined);
  if (items.length === 0)
    return (
      <>
        <Empty icon={<IconFingerprint aria-hidden />} title={text('services.none.title')}>
          {text('services.none.words')}
        </Empty>
        <Suspense fallback={null}>
          {opened?.kind === 'new' && <ServiceDialog types={types} services={items} onClose={close} />}
        </Suspense>
      </>
    );
  return (
    <div className="services">
      <LoginWayNote services={items} />
      <OrderList
        label={text('services.inOrder')}
        ids={ids}
        nameOf={(id) => id}
        onChange={lack === undefined ? setWanted : undefined}
      >
        {(id, place) => {
          const service = items.find((one) => one.identityServiceName === id);
          return service === undefined ? null : (
            <ServiceLine service={service} place={place + 1} onAct={(kind) => onOpen({ kind, service })} />
          );
        }}
      </OrderList>
      {/* Below the list, so that nothing moves under a row that is being dragged. */}
      {isReordered && (
        <div className="bulk change-bar at-end" role="status">
          <span>{text('services.reorder.unsaved')}</span>
          <span className="change-bar-actions">
            <Action onClick={() => setWanted(undefined)}>{text('role.discard')}</Action>
            <Action kind="main" onClick={() => onOpen({ kind: 'order' })}>
              {text('services.reorder.save')}
            </Action>
          </span>
        </div>
      )}
      <Suspense fallback={null}>
        {opened?.kind === 'new' && <ServiceDialog types={types} services={items} onClose={close} />}
        {opened?.kind === 'edit' && (
          <ServiceDialog types={types} services={items} service={opened.service} onClose={close} />
        )}
        {opened?.kind === 'rename' && <RenameServiceDialog service={opened.service} onClose={close} />}
        {opened?.kind === 'delete' && <DeleteServiceDialog service={opened.service} onClose={close} />}
        {opened?.kind === 'order' && <ServiceOrderDialog names={ids} onClose={close} />}
      </Suspense>
    </div>
  );
}

function sameNames(wanted: readonly string[], stored: readonly string[]): boolean {
  return wanted.toSorted().join('\n') === stored.toSorted().join('\n');
}
