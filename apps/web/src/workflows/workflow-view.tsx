import type { OrderAnswer } from '@interlock/cockpit-api';
import { IconArrowLeft, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { Action } from '../elements/action.tsx';
import { Moment } from '../elements/moment.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { pathParts } from '../orders/order-words.ts';
import { useMe } from '../session/me.tsx';
import { text } from '../texts/text.ts';
import { countOrders } from './order-counts.ts';
import { OrderTokens } from './order-tokens.tsx';
import { StepPanel } from './step-panel.tsx';
import { useWorkflow } from './workflows-query.ts';

const WorkflowGraphView = lazy(() => import('../graph/workflow-graph-view.tsx'));
const AddOrderDialog = lazy(() => import('../orders/add-order-dialog.tsx'));

interface Props {
  readonly path: string;
  /** The step that is open. */
  readonly step: string | undefined;
  readonly orders: readonly OrderAnswer[];
  readonly put: (change: Readonly<Record<string, string | undefined>>, replace?: boolean) => void;
  readonly isAdding: boolean;
}

/** One workflow: its graph with the orders in it, and the step that is open. */
export function WorkflowView(props: Props): ReactNode {
  const { path, put } = props;
  const workflow = useWorkflow(path);
  const { permissions } = useMe();
  const own = useMemo(
    () => props.orders.filter((order) => order.workflowId.path === path),
    [props.orders, path],
  );
  const counts = useMemo(() => countOrders(own, () => path).get(path), [own, path]);
  const may = workflow.data?.can?.addOrder;
  const create = 'sos:products:controller:orders:create';
  const lack =
    typeof may === 'string' ? may : may === undefined && !permissions.includes(create) ? create : undefined;
  const { name, folder } = pathParts(path);
  return (
    <section className="workflow" aria-labelledby="workflow-title">
      <header className="workflow-head">
        <button
          type="button"
          className="icon-button workflow-back"
          aria-label={text('workflows.back')}
          onClick={() => put({ workflow: undefined, step: undefined })}
        >
          <IconArrowLeft size={18} aria-hidden />
        </button>
        <div className="workflow-names">
          <p className="mono faint">{folder === '/' ? '/' : `${folder}/`}</p>
          <h2 id="workflow-title" className="mono">
            {name}
          </h2>
          <p className="quiet">
            {workflow.data?.title}
            {workflow.data?.versionDate !== undefined && (
              <>
                {' · '}
                {text('workflows.deployed')} <Moment ms={Date.parse(workflow.data.versionDate)} />
              </>
            )}
          </p>
        </div>
        <div className="page-tools">
          <OrderTokens counts={counts} workflow={path} />
          <Link to="/orders" search={{ workflow: path } as never} className="action">
            {text('workflows.toOrders')}
          </Link>
          <Link to="/history" search={{ workflow: path } as never} className="action">
            {text('pages.history')}
          </Link>
          <Action
            kind="main"
            lack={lack}
            icon={<IconPlus size={15} aria-hidden />}
            onClick={() => put({ add: '1' })}
          >
            {text('orders.add')}
          </Action>
        </div>
      </header>
      {workflow.error !== null && workflow.data === undefined && (
        <div className="panel-part">
          <RefusalNote
            error={workflow.error}
            what={text('workflows.unreadOne')}
            onRetry={() => void workflow.refetch()}
          />
        </div>
      )}
      {workflow.data !== undefined && (
        <Suspense fallback={<div className="graph" aria-busy="true" />}>
          <WorkflowGraphView
            path={path}
            instructions={workflow.data.instructions ?? []}
            jobs={workflow.data.jobs ?? {}}
            orders={own}
            open={props.step}
            onOpen={(step) => put({ step })}
          />
        </Suspense>
      )}
      {workflow.data !== undefined && props.step !== undefined && (
        <StepPanel workflow={workflow.data} step={props.step} onClose={() => put({ step: undefined })} />
      )}
      {props.isAdding && lack === undefined && (
        <Suspense fallback={null}>
          <AddOrderDialog workflow={path} onClose={() => put({ add: undefined })} />
        </Suspense>
      )}
    </section>
  );
}
