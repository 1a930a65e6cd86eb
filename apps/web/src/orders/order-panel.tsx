import type { OrderAnswer } from '@interlock/cockpit-api';
import { IconCopy, IconX } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { readWord } from '../address/search-text.ts';
import { CallRefused } from '../api/refusal.ts';
import { say } from '../elements/announcer.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { Tabs } from '../elements/tabs.tsx';
import { text } from '../texts/text.ts';
import { OrderActionDialog } from './action-dialog.ts';
import { ArgumentTable } from './argument-table.tsx';
import { OrderActions } from './bulk-bar.tsx';
import type { OrderAction } from './order-action.ts';
import { OrderFacts } from './order-facts.tsx';
import { useHistoryRow, useOrder, useOrderHistory } from './order-query.ts';
import { OrderSteps } from './order-steps.tsx';
import { orderIdParts } from './order-words.ts';

const OrderLog = lazy(() => import('./order-log.tsx'));

const tabs = ['steps', 'log', 'arguments'] as const;

interface Props {
  readonly orderId: string;
  readonly search: Readonly<Record<string, string>>;
  /** Changes the address. */
  readonly put: (change: Readonly<Record<string, string | undefined>>) => void;
  readonly onClose: () => void;
}

/** One order: where it stands, what can be done, what became of its steps, its log and its arguments. */
export function OrderPanel(props: Props): ReactNode {
  const order = useOrder(props.orderId);
  const history = useOrderHistory(props.orderId);
  const tab = readWord(props.search.tab, tabs) ?? 'steps';
  const tasks = (history.data?.children ?? []).flatMap((child) => child.task ?? []);
  const isGone = isMissing(order.error);
  const row = useHistoryRow(props.orderId, isGone).data ?? undefined;
  const isUnknown = isGone && isMissing(history.error);
  return (
    <aside
      className="panel"
      aria-label={text('orders.panel', { orderId: props.orderId })}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && props.onClose()}
    >
      <header className="panel-head">
        <Title orderId={props.orderId} onClose={props.onClose} />
        {isGone && row !== undefined && <p className="quiet">{text('orders.gone')}</p>}
        <OrderFacts
          order={isGone ? undefined : order.data}
          row={row}
          workflow={order.data?.workflowId.path ?? history.data?.workflow.path}
        />
        {order.data !== undefined && !isGone && <Actions order={order.data} />}
      </header>
      {isUnknown ? (
        <div className="panel-part">
          <RefusalNote error={order.error} what={text('orders.unknown')} />
        </div>
      ) : (
        <>
          <Tabs
            label={text('orders.parts')}
            tabs={tabs.map((id) => ({ id, label: text(`orders.tabs.${id}`) }))}
            current={tab}
            onChange={(id) => props.put({ tab: id === 'steps' ? undefined : id })}
          />
          <div className="panel-body" role="tabpanel" aria-label={text(`orders.tabs.${tab}`)}>
            {tab === 'steps' && (
              <OrderSteps
                parts={history.data?.children ?? []}
                isLoading={history.isPending}
                onOpen={(task) => props.put({ tab: 'log', step: String(task.taskId) })}
                onOrder={(orderId) => props.put({ order: orderId, step: undefined, line: undefined })}
              />
            )}
            {tab === 'log' && (
              <Suspense fallback={<p className="panel-part skeleton" />}>
                <OrderLog tasks={tasks} isLoading={history.isPending} search={props.search} put={props.put} />
              </Suspense>
            )}
            {tab === 'arguments' && <ArgumentTable values={order.data?.arguments ?? row?.arguments ?? {}} />}
          </div>
        </>
      )}
    </aside>
  );
}

function isMissing(error: Error | null): boolean {
  return error instanceof CallRefused && error.facts.status !== 0;
}

function Title(props: { readonly orderId: string; readonly onClose: () => void }): ReactNode {
  const { name, rest } = orderIdParts(props.orderId);
  const copy = async () => {
    await navigator.clipboard.writeText(props.orderId);
    say(text('common.copied'));
  };
  return (
    <div className="panel-title">
      <h2>
        {name} {rest !== '' && <code className="faint order-rest">{rest.replace(/-$/, '')}</code>}
      </h2>
      <button
        type="button"
        className="icon-button"
        aria-label={text('orders.copyId')}
        onClick={() => void copy()}
      >
        <IconCopy size={16} aria-hidden />
      </button>
      <button type="button" className="icon-button" aria-label={text('common.close')} onClick={props.onClose}>
        <IconX size={18} aria-hidden />
      </button>
    </div>
  );
}

function Actions({ order }: { readonly order: OrderAnswer }): ReactNode {
  const [asked, setAsked] = useState<OrderAction>();
  return (
    <div className="panel-actions">
      <OrderActions orders={[order]} onAsk={setAsked} />
      {asked !== undefined && (
        <Suspense fallback={null}>
          <OrderActionDialog action={asked} orders={[order]} onClose={() => setAsked(undefined)} />
        </Suspense>
      )}
    </div>
  );
}
