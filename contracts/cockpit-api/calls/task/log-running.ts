import { z } from 'zod';
import { wholeNumber } from '../../fields/js7-field.ts';
import { controllerId } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

/** A piece of what a task wrote. Our own field, beside JS7's `log`, which is all pieces in one text. */
export const taskLogPiece = z.strictObject({
  /** Milliseconds since 1970. */
  atMs: z.int(),
  stream: z.enum(['stdout', 'stderr', 'mark']),
  text: z.string(),
});

/** A piece of what a task wrote. */
export type TaskLogPiece = z.output<typeof taskLogPiece>;

/** What a task wrote since a point of its log; waits a while for it. Point 0 is the beginning. */
export const taskLogRunning = route({
  path: '/task/log/running',
  summary: 'What a task wrote since a point of its log.',
  request: z.object({ controllerId, taskId: wholeNumber(), eventId: wholeNumber() }),
  response: z.strictObject({
    controllerId: z.string(),
    complete: z.boolean(),
    /** The point up to which this part goes; ask with it for what follows. */
    eventId: z.int(),
    taskId: z.int(),
    log: z.string(),
    pieces: z.array(taskLogPiece),
  }),
  access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:view'] },
  controller: 'bodyOrAll',
  folder: 'object',
  isActivity: false,
});
