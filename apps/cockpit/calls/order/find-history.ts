import {
  type FolderPath,
  folderOf,
  type ObjectPath,
  type Problem,
  problem,
  type Result,
  refuse,
} from '@interlock/base';
import { folderFilter } from '@interlock/iam';
import type { OrderHistoryRow, StepHistoryRow } from '@interlock/workflow';
import { decide } from '../../access/decide.ts';
import type { CallPorts } from '../../call-ports.ts';
import { shown } from '../../controllers/controller-of.ts';
import { currentWorkflow } from '../../controllers/mirror-reading.ts';
import type { Caller } from '../../sessions/caller.ts';

const view = 'sos:products:controller:orders:view';

/** Which row of the history is meant. */
export interface HistorySelector {
  readonly controllerId?: string | undefined;
  readonly historyId?: number | undefined;
  readonly orderId?: string | undefined;
}

/** The row of an order, if the caller may view it; otherwise it is as unknown as one that is not there. */
export async function findOrderRow(
  ports: CallPorts,
  caller: Caller,
  selector: HistorySelector,
): Promise<Result<OrderHistoryRow>> {
  const row = await orderRow(ports, selector);
  const unknown = problem(
    'UnknownOrder',
    `unknown Order ${shown(selector.orderId ?? String(selector.historyId))}`,
  );
  if (row === undefined) return refuse(unknown);
  const decision = decideRow(ports, caller, row, unknown);
  return decision.ok ? { ok: true, value: row } : decision;
}

/** The row of a task, if the caller may view it; otherwise it is as unknown as one that is not there. */
export async function findTaskRow(
  ports: CallPorts,
  caller: Caller,
  selector: { readonly controllerId?: string | undefined; readonly taskId: number },
): Promise<Result<StepHistoryRow>> {
  const row = await ports.data.read.history.step(selector.taskId);
  const unknown = problem('UnknownOrder', `There is no task ${selector.taskId}.`, { field: 'taskId' });
  if (row === undefined || isElsewhere(selector.controllerId, row.controllerId)) return refuse(unknown);
  const decision = decideRow(ports, caller, row, unknown);
  return decision.ok ? { ok: true, value: row } : decision;
}

async function orderRow(ports: CallPorts, selector: HistorySelector): Promise<OrderHistoryRow | undefined> {
  const { history } = ports.data.read;
  if (selector.historyId !== undefined) {
    const row = await history.order({ historyId: selector.historyId });
    return row !== undefined && isElsewhere(selector.controllerId, row.controllerId) ? undefined : row;
  }
  const { orderId } = selector;
  if (orderId === undefined) return undefined;
  const ids =
    selector.controllerId === undefined
      ? ports.controllers.list()
      : [{ controllerId: selector.controllerId }];
  for (const { controllerId } of ids) {
    const row = await history.order({ controllerId, orderId });
    if (row !== undefined) return row;
  }
  return undefined;
}

function isElsewhere(wanted: string | undefined, controllerId: string): boolean {
  return wanted !== undefined && wanted !== controllerId;
}

/** A row of the history that says at which Controller its workflow stands. */
type PlacedRow = Pick<OrderHistoryRow, 'controllerId' | 'workflowPath'>;

function decideRow(ports: CallPorts, caller: Caller, row: PlacedRow, unknown: Problem): Result<void> {
  const { controllerId } = row;
  return decide(caller, { permission: view, view, controllerId, folder: folderNow(ports, row), unknown });
}

/** The folder of a row: that in which its workflow stands now (semantics §5.1), wherever it stood then. */
function folderNow({ controllers }: CallPorts, { controllerId, workflowPath }: PlacedRow): FolderPath {
  const mirror = controllers.find(controllerId)?.mirror();
  const now = mirror === undefined ? undefined : currentWorkflow(mirror, workflowPath);
  // Paths in the state are canonical.
  return folderOf((now?.id.path as ObjectPath | undefined) ?? workflowPath);
}

/** Whether the caller may view a row, for lists: the store has narrowed them by where the workflows stood then. */
export function rowFilter(ports: CallPorts, caller: Caller): (row: PlacedRow) => boolean {
  const filters = new Map<string, (folder: FolderPath) => boolean>();
  return (row) => {
    const { controllerId } = row;
    const filter =
      filters.get(controllerId) ?? folderFilter(caller.rights, { permission: view, controllerId });
    filters.set(controllerId, filter);
    return filter(folderNow(ports, row));
  };
}
