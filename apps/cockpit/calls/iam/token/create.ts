import { folderPath, problem, type Result, refuse, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import {
  type ApiTokenName,
  apiTokenName,
  type CreatedApiToken,
  createApiToken,
  type FolderEntry,
  isKnownPermission,
  type RightsLimit,
} from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts, CallStores } from '../../../call-ports.ts';
import { changeIdentity, type IdentityChanged } from '../../../identity/change-identity.ts';
import { findTokenAccount, mayTouchTokensOf } from '../../../identity/token-account.ts';
import { apiTokenAnswer } from '../../../mapping/api-token.ts';
import type { Caller } from '../../../sessions/caller.ts';
import type { Handler } from '../../call-handler.ts';

const dayMs = 24 * 3_600_000;

/** Makes an API token; its value is in this answer and nowhere else. */
export function createToken(ports: CallPorts): Handler<'iam.token.create'> {
  return async ({ caller, facts, request }) => {
    const wanted = wantedOf(request);
    if (!wanted.ok) return wanted;
    const created = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'ApiTokenCreated',
        ...auditReason(request.auditLog),
        run: (stores) => create(ports, stores, caller, wanted.value),
      },
    );
    if (!created.ok) return created;
    const { apiToken, value, serviceName } = created.value;
    const token = apiTokenAnswer(apiToken, serviceName, ports.clock.now());
    return succeed({ value: value.reveal(), token });
  };
}

type Request = RequestOf<'iam.token.create'>;

/** What is asked for, in canonical form. */
interface WantedToken {
  readonly request: Request;
  readonly name: ApiTokenName;
  readonly limit: RightsLimit;
}

function wantedOf(request: Request): Result<WantedToken> {
  const name = apiTokenName(request.name);
  if (!name.ok) return name;
  const folders = foldersOf(request);
  if (!folders.ok) return folders;
  const { permissions } = request;
  const unknown = permissions?.findIndex((permission) => !isKnownPermission(permission)) ?? -1;
  if (unknown >= 0)
    return refuse(
      problem('InvalidInput', `There is no permission ${permissions?.[unknown]}.`, {
        field: `permissions[${unknown}]`,
      }),
    );
  const limit = {
    ...(permissions === undefined ? {} : { permissions: [...new Set(permissions)] }),
    ...(folders.value === undefined ? {} : { folders: folders.value }),
  };
  return succeed({ request, name: name.value, limit });
}

function foldersOf({ folders }: Request): Result<readonly FolderEntry[] | undefined> {
  const entries: FolderEntry[] = [];
  for (const [at, { folder, recursive, controllerId }] of folders?.entries() ?? []) {
    const path = folderPath(folder, `folders[${at}].folder`);
    if (!path.ok) return path;
    entries.push({ folder: path.value, recursive, ...(controllerId === undefined ? {} : { controllerId }) });
  }
  return succeed(folders && entries);
}

async function create(
  { clock, randomBytes, sha256 }: CallPorts,
  stores: CallStores,
  caller: Caller,
  { request, name, limit }: WantedToken,
): Promise<Result<IdentityChanged<CreatedApiToken & { readonly serviceName: string }>>> {
  const found = await findTokenAccount(
    stores,
    caller,
    request,
    'sos:products:joc:administration:accounts:manage',
  );
  if (!found.ok) return found;
  const { account, service } = found.value;
  const allowed = await mayTouchTokensOf(stores, caller, account);
  if (!allowed.ok) return allowed;
  const lifeMs = request.expiresInDays * dayMs;
  const start = { name, account, createdBy: caller.accountName, limit, lifeMs };
  const created = await createApiToken(stores, start, clock.now(), { random: randomBytes, sha256 });
  if (!created.ok) return created;
  const { id, endsAtMs } = created.value.apiToken;
  return succeed({
    value: { ...created.value, serviceName: service.name },
    targets: [{ kind: 'apiToken', id }],
    details: {
      name,
      account: account.name,
      identityService: service.name,
      endsAtMs,
      ...(limit.permissions === undefined ? {} : { permissions: limit.permissions }),
      ...(limit.folders === undefined ? {} : { folders: limit.folders.map((entry) => ({ ...entry })) }),
    },
  });
}
