import { type Result, succeed } from '@interlock/base';
import type { RequestOf, ResponseOf } from '@interlock/cockpit-api';
import {
  type AccountDates,
  type AccountKey,
  accessReviewer,
  decisionAgeMaxMs,
  type ReviewedAccess,
  type ReviewedRole,
  readAccess,
  type Subject,
} from '@interlock/iam';
import { othersTurn } from '../../access/replay-decisions.ts';
import { noteExamination } from '../../audit/note-examination.ts';
import type { CallPorts } from '../../call-ports.ts';
import { nameIn } from '../../identity/account-named.ts';
import { serviceNamed } from '../../identity/service-named.ts';
import { accessReviewCsv } from '../../mapping/access-review-csv.ts';
import { isoTime } from '../../mapping/iso-time.ts';
import type { Handler } from '../call-handler.ts';

type Answer = ResponseOf<'iam.access_review'>;
type KeptAccount = Subject & { readonly key: AccountKey };

/** Who has what, since when, and whether it is used; one page of it, as JSON or as a table. */
export function accessReview(ports: CallPorts): Handler<'iam.access_review'> {
  return async ({ caller, facts, request }) => {
    const { read } = ports.data;
    const picture = await readAccess(read);
    const wanted = await wantedAccounts(ports, picture.subjects, request);
    if (!wanted.ok) return wanted;
    const page = wanted.value.slice(request.offset, request.offset + request.limit);
    await noteExamination(ports, { caller, facts }, { kind: 'route', id: '/iam/access_review' });
    await ports.decisions.write();
    const sinceMs = facts.atMs - decisionAgeMaxMs;
    const dates = new Map(
      (await read.accounts.dates(page.map(({ key }) => key))).map((each) => [each.key, each]),
    );
    const controllerIds = ports.controllers.list().map(({ controllerId }) => controllerId);
    const review = accessReviewer(picture.roles, controllerIds);
    const accounts: Answer['accounts'] = [];
    for (const account of page) {
      const reviewed = review(account, await read.decisions.list(account.key, sinceMs));
      accounts.push(accountAnswer(reviewed, dates.get(account.key)));
      await othersTurn();
    }
    const firstMs = (await read.decisions.firstDayMs()) ?? facts.atMs;
    const answer = { total: wanted.value.length, recordedSince: isoTime(Math.max(firstMs, sinceMs)) };
    return succeed(
      request.format === 'csv'
        ? { ...answer, accounts: [], csv: accessReviewCsv(accounts) }
        : { ...answer, accounts },
    );
  };
}

async function wantedAccounts(
  ports: CallPorts,
  subjects: readonly Subject[],
  { identityServiceName, accountName, search = '' }: RequestOf<'iam.access_review'>,
): Promise<Result<readonly KeptAccount[]>> {
  const service =
    identityServiceName === undefined ? undefined : await serviceNamed(ports.data.read, identityServiceName);
  if (service !== undefined && !service.ok) return service;
  const sought = search.toLowerCase();
  const isWanted = (subject: Subject) =>
    (service === undefined || subject.service.id === service.value.id) &&
    (accountName === undefined || isNamed(subject, accountName)) &&
    [subject.name, ...subject.roleNames].some((name) => name.toLowerCase().includes(sought));
  return succeed(
    subjects.filter((subject): subject is KeptAccount => subject.key !== undefined && isWanted(subject)),
  );
}

function isNamed({ name, service }: Subject, accountName: string): boolean {
  const canonical = nameIn(service, accountName);
  return canonical.ok && canonical.value === name;
}

function accountAnswer(
  { subject, lastUsedMs, roles, unused }: ReviewedAccess,
  dates: AccountDates | undefined,
): Answer['accounts'][number] {
  return {
    identityServiceName: subject.service.name,
    accountName: subject.name,
    state: subject.state,
    created: isoTime(subject.createdAtMs ?? 0),
    ...timeAt('lastLogin', dates?.lastLoginAtMs),
    ...timeAt('lastUsed', lastUsedMs),
    roles: roles.map((role) => roleAnswer(role, dates)),
    unusedPermissions: [...unused],
  };
}

function roleAnswer({ name, exists, lastUsedMs }: ReviewedRole, dates: AccountDates | undefined) {
  return {
    name,
    exists,
    ...timeAt('since', dates?.assignedAtMs.get(name)),
    ...timeAt('lastUsed', lastUsedMs),
  };
}

function timeAt<K extends string>(name: K, atMs: number | undefined): { readonly [key in K]?: string } {
  return atMs === undefined ? {} : ({ [name]: isoTime(atMs) } as { readonly [key in K]?: string });
}
