import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import type { RequestOf, ResponseOf } from '@interlock/cockpit-api';
import {
  type AuthorizationRequest,
  authorize,
  decideAnywhere,
  explainDecision,
  isPermission,
  labelOf,
  permissionCatalog,
  type RefusalRecord,
} from '@interlock/iam';
import { askedFolder } from '../../access/asked-place.ts';
import {
  callersRights,
  type ExplainedRights,
  explainedAccount,
  seesAccounts,
  storedRights,
} from '../../access/explained-account.ts';
import { noteExamination } from '../../audit/note-examination.ts';
import type { CallPorts } from '../../call-ports.ts';
import { explanationAnswer, serviceNames } from '../../mapping/explanation.ts';
import { isoTime } from '../../mapping/iso-time.ts';
import type { Caller } from '../../sessions/caller.ts';
import type { Handler } from '../call-handler.ts';

type Request = RequestOf<'iam.explain'>;
type Answer = ResponseOf<'iam.explain'>;

/** Explains a refusal by its reference, or answers a question, by the very decision that the calls make. */
export function explain(ports: CallPorts): Handler<'iam.explain'> {
  return async ({ caller, facts, request }) => {
    const answer = await (request.reference === undefined
      ? explainQuestion(ports, caller, request)
      : explainRefusal(ports, caller, { ...request, reference: request.reference }));
    if (answer.ok && !isAbout(caller, answer.value)) {
      const { accountName: id, permission = '' } = answer.value;
      await noteExamination(ports, { caller, facts }, { kind: 'account', id }, { permission });
    }
    return answer;
  };
}

function isAbout({ serviceName, accountName }: Caller, answer: Answer): boolean {
  return answer.identityServiceName === serviceName && answer.accountName === accountName;
}

async function explainQuestion(ports: CallPorts, caller: Caller, request: Request): Promise<Result<Answer>> {
  const { permission, controllerId } = request;
  if (permission === undefined)
    return refuse(invalid('permission', 'A permission or the reference of a refusal is needed.'));
  const explained = await explainedAccount(ports.data.read, caller, request);
  if (!explained.ok) return explained;
  const folder = askedFolder(ports, caller, request);
  if (!folder.ok) return folder;
  const asked = {
    permission,
    ...(controllerId === undefined ? {} : { controllerId }),
    ...(folder.value === undefined ? {} : { folder: folder.value }),
  };
  return succeed(await answerOf(ports, explained.value, asked, false));
}

/** A reference that the caller may not see answers like one that there is not. */
async function explainRefusal(
  ports: CallPorts,
  caller: Caller,
  { reference, ...more }: Request & { readonly reference: string },
): Promise<Result<Answer>> {
  const [surplus] = Object.entries(more).find(([, value]) => value !== undefined) ?? [];
  if (surplus !== undefined) return refuse(invalid(surplus, 'The reference of a refusal is given alone.'));
  const refusal = await ports.decisions.findRefusal(reference);
  const isOwn = refusal?.accountKey === caller.accountKey;
  if (refusal === undefined || !(isOwn || seesAccounts(caller)))
    return refuse(
      problem('UnknownObject', 'There is no refusal with this reference, or it is no longer kept.', {
        field: 'reference',
      }),
    );
  const told = { reference, at: isoTime(refusal.atMs), reason: refusal.reason };
  const explained = isOwn ? callersRights(caller) : await rightsNow(ports, refusal);
  if (explained === undefined || refusal.request === undefined)
    return succeed({ ...recordedAnswer(refusal, explained), refusal: told });
  return succeed({ ...(await answerOf(ports, explained, refusal.request, true)), refusal: told });
}

/** The present rights of the account of a refusal; undefined where it is not kept here. */
async function rightsNow(ports: CallPorts, refusal: RefusalRecord): Promise<ExplainedRights | undefined> {
  const { read } = ports.data;
  const account = await read.accounts.find(refusal.accountKey);
  const service = account && (await read.identityServices.find(account.serviceId));
  return account === undefined || service === undefined ? undefined : storedRights(read, account, service);
}

async function answerOf(
  ports: CallPorts,
  { account, rights }: ExplainedRights,
  asked: AuthorizationRequest,
  anywhere: boolean,
): Promise<Answer> {
  const controllerIds = ports.controllers.list().map(({ controllerId }) => controllerId);
  const decision = anywhere ? decideAnywhere(rights, asked, controllerIds) : authorize(rights, asked);
  const nameOf = serviceNames(await ports.data.read.identityServices.list());
  return {
    ...whoAndWhat(account.serviceName, account.name, asked),
    state: account.state,
    anyFolder: anywhere && isWithoutFolder(asked),
    ...explanationAnswer(explainDecision(account, rights, decision), nameOf),
  };
}

/** What can be said without present rights: what was said then. */
function recordedAnswer(refusal: RefusalRecord, explained: ExplainedRights | undefined): Answer {
  const { serviceName, accountName, request, reason } = refusal;
  return {
    ...whoAndWhat(serviceName, accountName, request),
    state: explained?.account.state ?? 'notKept',
    anyFolder: request !== undefined && isWithoutFolder(request),
    allowed: false,
    reason,
    steps: [
      { kind: 'account', text: `The account ${accountName} of the Identity Service ${serviceName}.` },
      { kind: 'result', text: `Refused. ${reason}` },
    ],
    needs: [],
  };
}

/** Whether a folder could have been named, and was not. */
function isWithoutFolder({ permission, folder }: AuthorizationRequest): boolean {
  return folder === undefined && isPermission(permission) && permissionCatalog[permission].hasFolder;
}

function whoAndWhat(identityServiceName: string, accountName: string, asked?: AuthorizationRequest) {
  const label = asked && labelOf(asked.permission);
  return {
    identityServiceName,
    accountName,
    ...asked,
    ...(label === undefined ? {} : { label }),
  };
}

function invalid(field: string, message: string): Problem {
  return problem('InvalidInput', message, { field });
}
