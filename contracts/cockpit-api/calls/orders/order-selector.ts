import { z } from 'zod';
import { orderStateWords } from '../../answers/state-object.ts';
import { given, listOf } from '../../fields/js7-field.ts';
import {
  auditComment,
  controllerId,
  dateFilter,
  orderId,
  timeZone,
  workflowSelectors,
} from '../../fields/selectors.ts';

/** Which orders a command is for; ids beat workflows, workflows beat folders. */
export const orderSelector = {
  controllerId,
  orderIds: given(listOf(orderId)),
  ...workflowSelectors,
  states: given(listOf(z.enum(orderStateWords))),
  dateFrom: dateFilter,
  dateTo: dateFilter,
  timeZone,
  auditLog: auditComment,
};
