import type { RowRights, WorkflowAnswer } from '@interlock/cockpit-api';
import type { DeployedWorkflow } from '@interlock/workflow';
import { isoTime } from './iso-time.ts';

/** A deployed version of a workflow as JS7 shows it. What stands at the Controller is in sync with it. */
export function workflowAnswer(
  deployed: DeployedWorkflow,
  facts: { readonly isCurrent: boolean; readonly compact: boolean; readonly can?: RowRights },
): WorkflowAnswer {
  const { title, timeZone, instructions, jobs, ...rest } = deployed.workflow;
  // The canonical workflow is plain JSON in JS7's form.
  const definition = facts.compact ? {} : { ...rest, instructions, jobs };
  return {
    ...(definition as Pick<WorkflowAnswer, 'instructions' | 'jobs' | 'orderPreparation'>),
    path: deployed.id.path,
    versionId: deployed.id.versionId,
    isCurrentVersion: facts.isCurrent,
    versionDate: isoTime(deployed.deployedAtMs),
    state: { _text: 'IN_SYNC', severity: 6 },
    suspended: false,
    valid: true,
    deployed: true,
    numOfStoppedInstructions: 0,
    numOfSkippedInstructions: 0,
    ...(title === undefined ? {} : { title }),
    timeZone: timeZone ?? 'Etc/UTC',
    ...(facts.can === undefined ? {} : { can: facts.can }),
  };
}
