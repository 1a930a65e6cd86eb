import type { Answers, Tell } from './answer.ts';
import { historyAnswers } from './history-answers.ts';
import { orderAnswers } from './order-answers.ts';
import { programAnswers } from './program-answers.ts';
import { sessionAnswers } from './session-answers.ts';
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
  };
}
