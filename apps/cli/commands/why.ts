import { CliFault } from '../client/cli-fault.ts';
import {
  type CommandContext,
  callInSession,
  printResult,
  requireSession,
} from '../client/command-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';

/** Options of `interlock why`. */
export interface WhyOptions {
  readonly reference?: string;
  readonly service?: string;
  readonly account?: string;
  readonly permission?: string;
  readonly controller?: string;
  readonly folder?: string;
  readonly object?: string;
  readonly order?: string;
}

interface Question {
  readonly reference?: string;
  readonly identityServiceName?: string;
  readonly accountName?: string;
  readonly permission?: string;
  readonly controllerId?: string;
  readonly folder?: string;
  readonly objectType?: 'ORDER';
  readonly path?: string;
}

interface Explanation {
  readonly allowed: boolean;
  readonly steps: readonly { readonly text: string }[];
  readonly needs: readonly { readonly text: string }[];
  readonly refusal?: { readonly at: string; readonly reason: string };
}

/**
 * Says why an account may or may not do something, and what would turn the answer.
 *
 * @returns `done` where it is allowed, `failed` where it is not; everything else is a fault with a code of its own.
 */
export async function whyCommand(context: CommandContext, options: WhyOptions): Promise<ExitCode> {
  const question = questionOf(options, () => requireSession(context).controllerId);
  const answer = await callInSession<Explanation>(context, '/iam/explain', question);
  printResult(context, answer, explanationLines(answer));
  return answer.allowed ? exitCodes.done : exitCodes.failed;
}

/** What the options ask. A reference stands alone; Controller permissions are asked about the session's Controller. */
export function questionOf(options: WhyOptions, controllerOfSession: () => string): Question {
  const { reference, permission, ...more } = options;
  const given = Object.values(more).some((value) => value !== undefined);
  if (reference !== undefined) {
    if (given || permission !== undefined)
      throw new CliFault(exitCodes.usage, 'A reference is given alone: it says what was asked.');
    return { reference };
  }
  if (permission === undefined)
    throw new CliFault(exitCodes.usage, 'Name a permission (--permission), or a reference (--reference).');
  return {
    permission,
    ...placeOf(more, permission, controllerOfSession),
    ...(more.account === undefined ? {} : { accountName: more.account }),
    ...(more.service === undefined ? {} : { identityServiceName: more.service }),
  };
}

function placeOf(
  { controller, folder, object, order }: WhyOptions,
  permission: string,
  controllerOfSession: () => string,
): Partial<Question> {
  if ([folder, object, order].filter((each) => each !== undefined).length > 1)
    throw new CliFault(exitCodes.usage, 'Only one of --folder, --object and --order names the place.');
  const isOfController = permission.startsWith('sos:products:controller:') || order !== undefined;
  const controllerId = controller ?? (isOfController ? controllerOfSession() : undefined);
  return {
    ...(controllerId === undefined ? {} : { controllerId }),
    ...(folder === undefined ? {} : { folder }),
    ...(object === undefined ? {} : { path: object }),
    ...(order === undefined ? {} : { objectType: 'ORDER', path: order }),
  };
}

/** An explanation as lines: the question, the way to the answer, and what would turn it. */
export function explanationLines(answer: Explanation): readonly string[] {
  const { refusal, needs } = answer;
  return [
    ...(refusal === undefined ? [] : [`Refused at ${refusal.at}: ${refusal.reason}`, 'Now:']),
    ...answer.steps.map(({ text }, at) => `${at === answer.steps.length - 1 ? '=>' : ' -'} ${text}`),
    ...(needs.length === 0 ? [] : [needs.length === 1 ? 'To allow it:' : 'To allow it, all of:']),
    ...needs.map(({ text }) => ` + ${text}`),
  ];
}
