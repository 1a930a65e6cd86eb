import { z } from 'zod';
import { rowRights } from './row-rights.ts';
import { clusterNodeState, componentState, connectionState, timestamp } from './state-object.ts';

/** A Controller as the Cockpit sees it. */
export const controller = z.strictObject({
  id: z.int(),
  surveyDate: timestamp,
  controllerId: z.string(),
  title: z.string(),
  host: z.string(),
  url: z.string(),
  clusterUrl: z.string(),
  role: z.enum(['STANDALONE', 'PRIMARY', 'BACKUP']),
  isCoupled: z.boolean(),
  startedAt: timestamp.optional(),
  version: z.string().optional(),
  securityLevel: z.enum(['LOW', 'MEDIUM', 'HIGH']),
  componentState,
  connectionState,
  /** Always present: a Controller without a cluster is active. */
  clusterNodeState,
  /** Why it is not reached; our own field. */
  problem: z.string().optional(),
  can: rowRights.optional(),
});

/** A Controller as the Cockpit sees it. */
export type ControllerAnswer = z.output<typeof controller>;
