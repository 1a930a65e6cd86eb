import { IconBinaryTree2 } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { Empty } from '../elements/empty.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { matchesWords } from '../orders/order-filter.ts';
import { useOrders } from '../orders/orders-query.ts';
import { text } from '../texts/text.ts';
import { countOrders } from './order-counts.ts';
import { WorkflowList } from './workflow-list.tsx';
import { WorkflowView } from './workflow-view.tsx';
import { useWorkflows } from './workflows-query.ts';
import './workflows.css';

const living = {
  groups: ['failed', 'blocked', 'prompting', 'suspended', 'running', 'waiting', 'scheduled'],
} as const;

/** The deployed workflows, and one of them with the orders that move through it. */
export default function WorkflowsPage(): ReactNode {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>;
  const navigate = useNavigate();
  const workflows = useWorkflows();
  const orders = useOrders(living);
  const counts = useMemo(
    () => countOrders(orders.data ?? [], (order) => order.workflowId.path),
    [orders.data],
  );
  const put = (change: Readonly<Record<string, string | undefined>>, replace = true) =>
    void navigate({
      to: '/workflows',
      search: (before: object) => ({ ...before, ...change }) as never,
      replace,
    });
  const shown = (workflows.data ?? []).filter((one) =>
    matchesWords(`${one.path} ${one.title ?? ''}`, search.q),
  );

  return (
    <div className="workflows" data-open={search.workflow !== undefined || undefined}>
      <WorkflowList
        workflows={shown}
        total={workflows.data?.length}
        counts={counts}
        words={search.q}
        onWords={(q) => put({ q })}
        open={search.workflow}
        onOpen={(workflow) => put({ workflow, step: undefined }, false)}
        isLoading={workflows.isPending && workflows.error === null}
        refusal={
          workflows.error !== null && (
            <RefusalNote
              error={workflows.error}
              what={text('workflows.unread')}
              onRetry={() => void workflows.refetch()}
            />
          )
        }
      />
      {search.workflow === undefined ? (
        <div className="workflow-none">
          <Empty icon={<IconBinaryTree2 aria-hidden />} title={text('workflows.choose.title')}>
            {text('workflows.choose.words')}
          </Empty>
        </div>
      ) : (
        <WorkflowView
          key={search.workflow}
          path={search.workflow}
          step={search.step}
          orders={orders.data ?? []}
          put={put}
          isAdding={search.add !== undefined}
        />
      )}
    </div>
  );
}
