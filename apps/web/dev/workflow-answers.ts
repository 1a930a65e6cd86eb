import { type Answers, Refused } from './answer.ts';
import { moment } from './builders.ts';
import type { World } from './world.ts';

/** The deployed workflows. */
export function workflowAnswers(world: World): Answers {
  const surveyDate = () => moment(world.nowMs());
  const canWorkflow = () => ({
    addOrder: world.lacking.includes('sos:products:controller:orders:create')
      ? 'sos:products:controller:orders:create'
      : (true as const),
  });

  return {
    workflows: ({ withPermissions, workflowIds, compact }) => ({
      surveyDate: surveyDate(),
      workflows: world.workflows
        .filter((one) => workflowIds === undefined || workflowIds.some((id) => id.path === one.path))
        .map((one) => {
          const { instructions, jobs, orderPreparation, ...rest } = one;
          return {
            ...rest,
            ...(compact ? {} : { instructions, jobs, orderPreparation }),
            ...(withPermissions ? { can: canWorkflow() } : {}),
          } as typeof one;
        }),
    }),
    workflow: ({ workflowId, withPermissions }) => {
      const found = world.workflows.find((one) => one.path === workflowId.path);
      if (found === undefined)
        throw new Refused(420, {
          error: {
            code: 'JOC-400',
            problem: 'UnknownWorkflow',
            message: 'ControllerObjectNotExistException: There is no such workflow.',
          },
          reference: 'r-11aa22bb',
        });
      return {
        surveyDate: surveyDate(),
        workflow: { ...found, ...(withPermissions ? { can: canWorkflow() } : {}) } as typeof found,
      };
    },
  };
}
