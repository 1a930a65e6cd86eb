import { accessAnswers } from './access-answers.ts';
import type { Answers, Tell } from './answer.ts';
import { historyAnswers } from './history-answers.ts';
import { orderAnswers } from './order-answers.ts';
import { peopleAnswers } from './people-answers.ts';
import { programAnswers } from './program-answers.ts';
import { roleAnswers } from './role-answers.ts';
import { serviceAnswers } from './service-answers.ts';
import { sessionAnswers } from './session-answers.ts';
import { settingAnswers } from './setting-answers.ts';
import { transferAnswers } from './transfer-answers.ts';
import { workflowAnswers } from './workflow-answers.ts';
import type { World } from './world.ts';

/** Answers the calls from the world. */
export function answersOf(world: World, tell: Tell): Answers {
  return {
    ...sessionAnswers(world),
    ...programAnswers(world),
    ...workflowAnswers(world),
    ...orderAnswers(world, tell),
    ...historyAnswers(world),
    ...peopleAnswers(world),
    ...accessAnswers(world),
    ...roleAnswers(world),
    ...serviceAnswers(world),
    ...settingAnswers(world),
    ...transferAnswers(world),
  };
}
