import type { OrderHistoryItem, OrderLogEntry, TaskHistoryItem } from '@interlock/cockpit-api';
import type { HistoryResult, OrderHistoryRow, OrderLogLine, StepHistoryRow } from '@interlock/workflow';
import { isoTime } from './iso-time.ts';
import { historyStateWords, orderStateObject } from './order-state.ts';
import { plainValues } from './plain-values.ts';
import { positionText } from './position-text.ts';

const results: Readonly<Record<HistoryResult, OrderHistoryItem['state']>> = {
  successful: { _text: 'SUCCESSFUL', severity: 6 },
  incomplete: { _text: 'INCOMPLETE', severity: 3 },
  failed: { _text: 'FAILED', severity: 2 },
};

/** A row of the order history as JS7 shows it. */
export function orderHistoryItem(row: OrderHistoryRow, compact: boolean): OrderHistoryItem {
  const startedAtMs = row.startedAtMs ?? row.addedAtMs;
  return {
    surveyDate: isoTime(row.endedAtMs ?? startedAtMs),
    controllerId: row.controllerId,
    orderId: row.orderId,
    workflow: row.workflowPath,
    historyId: row.historyId,
    plannedTime: isoTime(row.scheduledForMs ?? row.addedAtMs),
    startTime: isoTime(startedAtMs),
    ...(row.endedAtMs === undefined ? {} : { endTime: isoTime(row.endedAtMs) }),
    state: results[row.result],
    orderState: orderStateObject(historyStateWords[row.state]),
    position: positionText(row.position),
    sequence: 0,
    ...(compact ? {} : { arguments: plainValues(row.arguments) }),
    children: [],
  };
}

/** A row of the task history as JS7 shows it. */
export function taskHistoryItem(row: StepHistoryRow, agentUrl: string): TaskHistoryItem {
  const { outcome } = row;
  const message = outcome !== undefined && 'message' in outcome ? outcome.message : undefined;
  return {
    surveyDate: isoTime(row.endedAtMs ?? row.startedAtMs),
    controllerId: row.controllerId,
    taskId: row.taskId,
    orderId: row.orderId,
    workflow: row.workflowPath,
    position: positionText(row.position),
    job: row.jobName,
    label: row.label,
    criticality: row.criticality,
    sequence: 0,
    retryCounter: row.tryCount - 1,
    ...(outcome?.returnCode === undefined ? {} : { exitCode: outcome.returnCode }),
    state: results[row.result],
    startTime: isoTime(row.startedAtMs),
    ...(row.endedAtMs === undefined ? {} : { endTime: isoTime(row.endedAtMs) }),
    agentUrl,
    arguments: plainValues(row.arguments),
    ...(outcome === undefined || outcome.kind === 'succeeded'
      ? {}
      : { error: { code: outcome.kind, message: message ?? outcome.kind } }),
  };
}

const levels: Readonly<Record<OrderLogLine['level'], OrderLogEntry['logLevel']>> = {
  main: 'MAIN',
  info: 'INFO',
  success: 'SUCCESS',
  warn: 'WARN',
  error: 'ERROR',
};

/** A line of an order's log as JS7 shows it. */
export function orderLogEntry(line: OrderLogLine): OrderLogEntry {
  const isError = line.level === 'error' && line.message !== undefined;
  return {
    controllerDatetime: isoTime(line.atMs),
    ...(line.agentAtMs === undefined ? {} : { agentDatetime: isoTime(line.agentAtMs) }),
    orderId: line.orderId,
    logLevel: levels[line.level],
    logEvent: line.event,
    position: positionText(line.position),
    ...(line.label === undefined ? {} : { label: line.label }),
    ...(line.agentId === undefined ? {} : { agentId: line.agentId }),
    ...(line.jobName === undefined ? {} : { job: line.jobName }),
    ...(line.taskId === undefined ? {} : { taskId: line.taskId }),
    ...(line.returnCode === undefined ? {} : { returnCode: line.returnCode }),
    ...(line.message === undefined ? {} : { msg: line.message }),
    ...(isError ? { error: { errorText: line.message } } : {}),
  };
}
