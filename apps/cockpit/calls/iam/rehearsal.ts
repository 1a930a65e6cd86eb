import { succeed } from '@interlock/base';
import type { ResponseOf } from '@interlock/cockpit-api';
import {
  allControllers,
  applyDraft,
  type ChangedAnswer,
  decisionAgeMaxMs,
  type Extent,
  type RightsDifference,
  readAccess,
  rehearse,
  type SubjectChange,
} from '@interlock/iam';
import { draftWarnings } from '../../access/draft-warnings.ts';
import { draftedChange } from '../../access/drafted-change.ts';
import { type Replay, replayDecisions } from '../../access/replay-decisions.ts';
import { noteExamination } from '../../audit/note-examination.ts';
import type { CallPorts } from '../../call-ports.ts';
import { isoTime } from '../../mapping/iso-time.ts';
import type { Handler } from '../call-handler.ts';

type Answer = ResponseOf<'iam.rehearsal'>;

/** How many changed answers are told one by one; all of them are counted. */
const answersMax = 1_000;

/** Tries a change of roles without making it. */
export function rehearsal(ports: CallPorts): Handler<'iam.rehearsal'> {
  return async ({ caller, facts, request }) => {
    const { read } = ports.data;
    const draft = await draftedChange(read, request);
    if (!draft.ok) return draft;
    await noteExamination(ports, { caller, facts }, { kind: 'route', id: '/iam/rehearsal' });
    const before = await readAccess(read);
    const after = applyDraft(before, draft.value);
    const changes = rehearse(before, after);
    await ports.decisions.write();
    const sinceMs = facts.atMs - decisionAgeMaxMs;
    const controllerIds = ports.controllers.list().map(({ controllerId }) => controllerId);
    const firstMs = (await read.decisions.firstDayMs()) ?? facts.atMs;
    return succeed({
      warnings: await draftWarnings(read, caller, draft.value, { before, after }),
      total: changes.length,
      subjects: changes.slice(request.offset, request.offset + request.limit).map(subjectAnswer),
      replay: {
        since: isoTime(Math.max(firstMs, sinceMs)),
        ...replayAnswer(await replayDecisions(read, { before, after }, changes, { sinceMs, controllerIds })),
      },
    });
  };
}

function subjectAnswer({ subject, differences }: SubjectChange): Answer['subjects'][number] {
  const { kind, service, name, state } = subject;
  return {
    kind,
    identityServiceName: service.name,
    name,
    state,
    gains: differences.filter(({ gains }) => gains).map(differenceAnswer),
    loses: differences.filter(({ loses }) => loses).map(differenceAnswer),
  };
}

function differenceAnswer({ permission, controllerId, except, before, after }: RightsDifference) {
  return {
    permission,
    ...(controllerId === allControllers ? {} : { controllerId }),
    exceptControllerIds: [...except],
    before: extentAnswer(before),
    after: extentAnswer(after),
  };
}

function extentAnswer(extent: Extent) {
  return typeof extent === 'string' ? extent : extent.map((folder) => ({ ...folder }));
}

function replayAnswer({ questions, notReplayed, changed }: Replay): Omit<Answer['replay'], 'since'> {
  return {
    questions,
    notReplayed,
    changed: changed.length,
    answers: changed.slice(0, answersMax).map(changedAnswer),
  };
}

function changedAnswer({
  subject,
  record,
  before,
  after,
}: ChangedAnswer): Answer['replay']['answers'][number] {
  const { permission, controllerId, folder, count, lastAtMs } = record;
  return {
    identityServiceName: subject.service.name,
    accountName: subject.name,
    permission,
    ...(controllerId === undefined ? {} : { controllerId }),
    ...(folder === undefined ? {} : { folder }),
    before,
    after,
    count,
    last: isoTime(lastAtMs),
  };
}
