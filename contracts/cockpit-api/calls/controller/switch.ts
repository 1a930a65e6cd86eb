import { z } from 'zod';
import { done } from '../../answers/done.ts';
import { controllerId } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

/** Remembers which Controller the caller has selected. */
export const switchController = route({
  path: '/controller/switch',
  summary: 'Remembers the Controller that the caller has selected.',
  request: z.object({ controllerId }),
  response: done,
  access: {
    kind: 'session',
    reason: 'which Controller he looks at is a setting of his own; it has to be one that he may view',
  },
  controller: 'body',
  changes: true,
  auditEvent: 'ControllerSelected',
  byToken: true,
});
